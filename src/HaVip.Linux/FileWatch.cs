using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Tells when files of a folder come, go, or have been written (inotify(7)). A file that is being written is not told of
/// before whoever writes has closed it. For one thread.
/// </summary>
public sealed unsafe class FileWatch : IDisposable
{
    private const uint Interesting = ClosedAfterWriting | MovedFrom | MovedTo | Created | Deleted | SelfDeleted | SelfMoved;
    private const uint ClosedAfterWriting = 0x8;
    private const uint MovedFrom = 0x40;
    private const uint MovedTo = 0x80;
    private const uint Created = 0x100;
    private const uint Deleted = 0x200;
    private const uint SelfDeleted = 0x400;
    private const uint SelfMoved = 0x800;
    private const uint OnlyFolders = 0x0100_0000;

    private readonly FileDescriptor _notices;

    private FileWatch(FileDescriptor notices) => _notices = notices;

    /// <summary>Null where there is no such folder, or none that this process may look into.</summary>
    public static FileWatch? TryOpen(string folder)
    {
        var notices = FileDescriptor.Take(Syscalls.CreateFileNotices(O_CLOEXEC | O_NONBLOCK), "watch a folder");
        fixed (byte* path = NativePath.Terminated(folder))
        {
            if (Syscalls.AddFileNotice(notices.Number, path, Interesting | OnlyFolders) >= 0) return new FileWatch(notices);
        }

        notices.Dispose();
        return null;
    }

    /// <summary>Waits until something has happened, but not longer than this.</summary>
    public FileNotice Wait(int milliseconds)
    {
        var polled = new pollfd { fd = _notices.Number, events = POLLIN };
        if (poll(&polled, 1, milliseconds) <= 0) return FileNotice.None;
        var buffer = stackalloc byte[4096];
        while (true)
        {
            var count = (int)(long)read(_notices.Number, buffer, 4096);
            if (count <= 0) return FileNotice.Changed;
            if (HasFolderGone(new ReadOnlySpan<byte>(buffer, count))) return FileNotice.FolderGone;
        }
    }

    public void Dispose() => _notices.Dispose();

    /// <summary>Each notice: watch, mask, cookie and length of the name, 4 bytes each, then the name.</summary>
    private static bool HasFolderGone(ReadOnlySpan<byte> notices)
    {
        const int header = 16;
        while (notices.Length >= header)
        {
            if ((BitConverter.ToUInt32(notices[4..]) & (SelfDeleted | SelfMoved)) != 0) return true;
            notices = notices[(header + BitConverter.ToInt32(notices[12..]))..];
        }

        return false;
    }
}
