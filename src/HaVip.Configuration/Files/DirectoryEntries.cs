using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HaVip.Configuration.Files;

/// <summary>The names in a directory, which reach the disk separately from the files they name.</summary>
[SupportedOSPlatform("linux")]
internal static partial class DirectoryEntries
{
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Returns when a rename in the directory survives a power loss.</summary>
    /// <exception cref="IOException">The directory cannot be opened or written.</exception>
    public static void Flush(string directory)
    {
        var descriptor = Open(directory, ReadOnlyCloseOnExec);
        if (descriptor < 0) throw Failure("open", directory);
        try
        {
            if (Synchronize(descriptor) != 0) throw Failure("flush", directory);
        }
        finally
        {
            // Nothing was written through the descriptor, so closing it has nothing to report.
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string what, string directory) =>
        new($"Cannot {what} the directory '{directory}': {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
