using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>A named pipe (fifo(7)) that somebody else reads.</summary>
public static unsafe class NamedPipe
{
    private const int NobodyReads = 6; // ENXIO
    private const int ReadOnly = 30; // EROFS
    private const int BrokenPipe = 32; // EPIPE
    private const uint FileType = 0xF000;
    private const uint Pipe = 0x1000;
    private const ushort OwnersOnly = 0x180; // 0600

    /// <summary>
    /// Writes a message at once, whole or not at all (it is shorter than PIPE_BUF). False where nobody reads, or readers are
    /// so far behind that the pipe is full. A pipe that is missing is made, for its owner alone.
    /// </summary>
    /// <exception cref="LinuxException">There is something else, or it cannot be made or opened.</exception>
    public static bool TryWrite(string path, ReadOnlySpan<byte> message)
    {
        fixed (byte* name = NativePath.Terminated(path))
        {
            if (Syscalls.MakePipe(name, OwnersOnly) != 0 && errno is not (Errno.EEXIST or ReadOnly))
                throw LinuxException.Last($"make the named pipe {path}");
            var number = open(name, O_WRONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
            if (number < 0 && errno == NobodyReads) return false;
            using var file = FileDescriptor.Take(number, $"open {path}");
            RequirePipe(file, path);
            fixed (byte* bytes = message)
            {
                if ((long)write(number, bytes, message.Length) == message.Length) return true;
            }

            return errno is Errno.EAGAIN or BrokenPipe ? false : throw LinuxException.Last($"write into {path}");
        }
    }

    private static void RequirePipe(FileDescriptor file, string path)
    {
        stat status;
        LinuxException.ThrowIfFailed(fstat(file.Number, &status), $"look at {path}");
        if (((uint)status.st_mode & FileType) != Pipe)
            throw new LinuxException($"write into {path}, which is no named pipe", Errno.EEXIST);
    }
}
