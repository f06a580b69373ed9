using System.Runtime.InteropServices;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// A file without a name that lives in memory alone, for what goes from one program to the next (memfd_create(2)).
/// </summary>
public sealed unsafe class MemoryFile : IDisposable
{
    /// <summary>MFD_NOEXEC_SEAL: never a program. Linux 6.3 can be told to insist on it, older kernels do not know it.</summary>
    private const uint NeverRun = 0x8;

    private readonly FileDescriptor _descriptor;

    private MemoryFile(FileDescriptor descriptor) => _descriptor = descriptor;

    public int Descriptor => _descriptor.Number;

    internal FileDescriptor File => _descriptor;

    /// <summary>An empty one.</summary>
    /// <param name="name">For people who look at /proc.</param>
    public static MemoryFile Create(string name)
    {
        fixed (byte* text = NativePath.Terminated(name))
        {
            var made = Syscalls.CreateMemoryFile(text, MFD_CLOEXEC | NeverRun);
            if (made < 0 && Marshal.GetLastPInvokeError() == Errno.EINVAL)
                made = Syscalls.CreateMemoryFile(text, MFD_CLOEXEC);
            return new MemoryFile(FileDescriptor.Take(made, $"make the memory file {name}"));
        }
    }

    /// <summary>One with this content.</summary>
    public static MemoryFile Create(string name, ReadOnlySpan<byte> content)
    {
        var file = Create(name);
        try
        {
            NativePath.WriteAll(file._descriptor, content, $"write the memory file {name}");
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The one, or any other file, that the program before this one left open; closed when disposed.</summary>
    public static MemoryFile Inherit(int descriptor) => new(InheritedFile.Take(descriptor, "a memory file"));

    /// <summary>The content from its beginning, wherever the descriptor stands.</summary>
    /// <param name="most">More than this is left out.</param>
    public byte[] ReadAll(int most = int.MaxValue)
    {
        stat status;
        LinuxException.ThrowIfFailed(fstat(Descriptor, &status), "look at a memory file");
        var content = new byte[Math.Min((long)status.st_size, most)];
        var read = 0;
        while (read < content.Length)
        {
            fixed (byte* bytes = content)
            {
                var count = (long)pread(Descriptor, bytes + read, content.Length - read, read);
                if (count < 0 && errno == Errno.EINTR) continue;
                LinuxException.ThrowIfFailed(count, "read a memory file");
                if (count == 0) break;
                read += (int)count;
            }
        }

        return content[..read];
    }

    public void Dispose() => _descriptor.Dispose();
}
