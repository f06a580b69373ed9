using HaVip.Linux.Native;
using Microsoft.Win32.SafeHandles;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>A file that lines are added to.</summary>
public static class LogFile
{
    internal const ushort OwnerAndGroup = 0x1A0; // 0640

    /// <summary>
    /// Opens it at its end; made for its owner and its group where it is not there. A symbolic link in its place is
    /// refused: it may lead to a file that is no log.
    /// </summary>
    /// <exception cref="LinuxException">ELOOP for a link; it cannot be opened or made.</exception>
    public static FileStream Open(string path)
    {
        using var file = NativePath.Open(
            path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, OwnerAndGroup, $"open the log {path}");
        var copy = fcntl(file.Number, F_DUPFD_CLOEXEC, 0);
        LinuxException.ThrowIfFailed(copy, $"open the log {path}");
        return new FileStream(new SafeFileHandle(copy, ownsHandle: true), FileAccess.Write, 0);
    }
}
