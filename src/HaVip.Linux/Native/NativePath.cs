using System.Text;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Native;

/// <summary>File calls by path, with what they were for in every fault.</summary>
internal static unsafe class NativePath
{
    public static FileDescriptor Open(string path, int flags, ushort mode, string operation)
    {
        fixed (byte* bytes = Terminated(path))
        {
            int result;
            do result = open(bytes, flags | O_CLOEXEC, mode);
            while (result < 0 && errno == Errno.EINTR);
            return FileDescriptor.Take(result, operation);
        }
    }

    /// <summary>Removes a name; false where there is none.</summary>
    public static bool Remove(string path)
    {
        fixed (byte* bytes = Terminated(path))
        {
            if (unlink(bytes) == 0) return true;
        }

        return errno == Errno.ENOENT ? false : throw LinuxException.Last($"remove {path}");
    }

    /// <summary>What the name itself stands for, links not followed; false where there is nothing.</summary>
    public static bool TryGetStatus(string path, out stat status)
    {
        fixed (stat* result = &status)
        fixed (byte* bytes = Terminated(path))
        {
            if (lstat(bytes, result) == 0) return true;
        }

        return errno is Errno.ENOENT or Errno.ENOTDIR ? false : throw LinuxException.Last($"look at {path}");
    }

    public static int Read(FileDescriptor file, Span<byte> buffer, string operation)
    {
        fixed (byte* bytes = buffer)
        {
            long count;
            do count = (long)read(file.Number, bytes, buffer.Length);
            while (count < 0 && errno == Errno.EINTR);
            LinuxException.ThrowIfFailed(count, operation);
            return (int)count;
        }
    }

    public static void WriteAll(FileDescriptor file, ReadOnlySpan<byte> text, string operation)
    {
        while (!text.IsEmpty)
        {
            fixed (byte* bytes = text)
            {
                var count = (long)write(file.Number, bytes, text.Length);
                if (count < 0 && errno == Errno.EINTR) continue;
                LinuxException.ThrowIfFailed(count, operation);
                text = text[(int)count..];
            }
        }
    }

    /// <summary>A C string; a zero within would name another file than the caller thinks.</summary>
    public static byte[] Terminated(string text)
    {
        if (text.Contains('\0')) throw new ArgumentException("A path has no zero character.", nameof(text));
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
