using static Tmds.Linux.LibC;

namespace HaVip.Linux.Native;

/// <summary>A descriptor that the program before this one in the same process left open.</summary>
internal static class InheritedFile
{
    /// <summary>Owns it from now on, and keeps it from children again.</summary>
    public static FileDescriptor Take(int number, string what)
    {
        LinuxException.ThrowIfFailed(fcntl(number, F_SETFD, FD_CLOEXEC), $"take over {what}");
        return new FileDescriptor(number);
    }

    /// <summary>As <see cref="Take"/>, for sockets; anything else of that number is refused.</summary>
    public static FileDescriptor TakeSocket(int number, string what)
    {
        Tmds.Linux.stat status;
        unsafe
        {
            LinuxException.ThrowIfFailed(fstat(number, &status), $"take over {what}");
        }

        if (!S_ISSOCK(status.st_mode)) throw new LinuxException($"take over {what}", Errno.ENOTSOCK);
        return Take(number, what);
    }
}
