using System.Globalization;
using System.Text;
using HaVip.Linux.Native;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Held by one process at a time, and free again whenever its holder ends, however it ends (flock(2)). The file stays:
/// removing it would let two hold two files of one name. It contains the holder's process id, for people.
/// </summary>
public sealed class LockFile : IDisposable
{
    private const ushort OwnerOnly = 0x180; // 0600
    private const int Exclusive = 2;
    private const int WithoutWaiting = 4;

    private readonly FileDescriptor _descriptor;

    private LockFile(string path, FileDescriptor descriptor)
    {
        Path = path;
        _descriptor = descriptor;
    }

    public string Path { get; }

    /// <summary>What a program that follows in this process holds the lock by.</summary>
    public int Descriptor => _descriptor.Number;

    /// <summary>Takes the lock; null where another holds it.</summary>
    /// <param name="path">In a folder only its owner can write; made where it is not there, a link is refused.</param>
    /// <param name="holder">Who holds it, 0 where it has not said.</param>
    /// <exception cref="LinuxException">The file can't be opened.</exception>
    public static LockFile? TryAcquire(string path, out int holder)
    {
        holder = 0;
        var file = NativePath.Open(path, O_RDWR | O_CREAT | O_NOFOLLOW, OwnerOnly, $"open the lock {path}");
        try
        {
            if (Syscalls.LockFile(file.Number, Exclusive | WithoutWaiting) == 0)
            {
                WriteHolder(path, file);
                return new LockFile(path, file);
            }

            if (errno != Errno.EAGAIN) throw LinuxException.Last($"take the lock {path}");
            holder = ReadHolder(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        return null;
    }

    /// <summary>The one that the program before this one holds in the same process: it was never let go.</summary>
    public static LockFile Inherit(string path, int descriptor) =>
        new(path, InheritedFile.Take(descriptor, $"the lock {path}"));

    public void Dispose() => _descriptor.Dispose();

    private static void WriteHolder(string path, FileDescriptor file)
    {
        LinuxException.ThrowIfFailed(ftruncate(file.Number, 0), $"write the lock {path}");
        var text = Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n";
        NativePath.WriteAll(file, Encoding.ASCII.GetBytes(text), $"write the lock {path}");
    }

    private static int ReadHolder(string path, FileDescriptor file)
    {
        Span<byte> buffer = stackalloc byte[32];
        var length = NativePath.Read(file, buffer, $"read the lock {path}");
        var text = buffer[..length].TrimEnd((byte)'\n');
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var holder) ? holder : 0;
    }
}
