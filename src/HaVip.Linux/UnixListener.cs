using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// A stream socket at a path, for its owner alone (mode 0600 from its first moment) or for a group as well (then 0660),
/// never blocking. Replaces what a dead predecessor left; refuses where a living one answers. The name is removed on
/// dispose, if it is still ours.
/// </summary>
public sealed unsafe class UnixListener : IDisposable
{
    private const ushort OwnerOnly = 0x180; // 0600
    private const ushort OwnerAndGroup = 0x1B0; // 0660
    private const int Backlog = 16;
    private const int FileTypeMask = 0xF000;
    private const int SocketType = 0xC000;

    private readonly FileDescriptor _descriptor;
    private readonly ulong _inode;

    /// <param name="path">Its name, in a folder that only its owner can write.</param>
    /// <param name="group">Who may connect besides its owner; null is nobody.</param>
    /// <exception cref="LinuxException">
    /// ENAMETOOLONG; EADDRINUSE where somebody answers there, or something that is no socket has the name; ENOENT
    /// where the folder is missing; EPERM where the group is not one of this process.
    /// </exception>
    public UnixListener(string path, uint? group = null)
    {
        Path = path;
        var name = UnixName.Of(path);
        _descriptor = OpenSocket();
        try
        {
            // The kernel makes the name with the mode of the socket: no moment in which others may connect, and no
            // change of the process's umask, which other threads share.
            LinuxException.ThrowIfFailed(fchmod(_descriptor.Number, OwnerOnly), $"restrict {path} to its owner");
            Bind(name);
            if (group is { } number) Share(path, number);
            LinuxException.ThrowIfFailed(listen(_descriptor.Number, Backlog), $"listen at {path}");
            _inode = InodeOf(path);
        }
        catch
        {
            _descriptor.Dispose();
            throw;
        }
    }

    private UnixListener(string path, FileDescriptor descriptor)
    {
        Path = path;
        _descriptor = descriptor;
        _inode = NativePath.TryGetStatus(path, out var status) ? (ulong)status.st_ino : 0;
    }

    public string Path { get; }

    /// <summary>For <see cref="Epoll.Add"/>, to be watched as readable.</summary>
    public int Descriptor => _descriptor.Number;

    /// <summary>The one that the program before this one left listening; who connected meanwhile waits in it.</summary>
    public static UnixListener Inherit(string path, int descriptor) =>
        new(path, InheritedFile.TakeSocket(descriptor, $"the socket {path}"));

    /// <summary>Takes a waiting connection; null where none is waiting.</summary>
    /// <exception cref="LinuxException">EMFILE or ENOMEM: the connection goes on waiting.</exception>
    public UnixConnection? Accept()
    {
        var accepted = accept4(Descriptor, null, null, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (accepted < 0)
        {
            if (errno is Errno.EAGAIN or Errno.EINTR or Errno.ECONNABORTED) return null;
            throw LinuxException.Last($"accept a connection at {Path}");
        }

        return UnixConnection.Of(new FileDescriptor(accepted), Path);
    }

    public void Dispose()
    {
        if (_descriptor.IsClosed) return;

        // A successor may have taken the name since.
        if (NativePath.TryGetStatus(Path, out var status) && (ulong)status.st_ino == _inode) NativePath.Remove(Path);
        _descriptor.Dispose();
    }

    private static FileDescriptor OpenSocket() => FileDescriptor.Take(
        socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "open a unix socket");

    private static ulong InodeOf(string path) =>
        NativePath.TryGetStatus(path, out var status)
            ? (ulong)status.st_ino
            : throw new LinuxException($"listen at {path}", Errno.ENOENT, "the name was removed meanwhile");

    /// <summary>First to the group, then open for it: in between it is its owner's alone.</summary>
    private static void Share(string path, uint group)
    {
        fixed (byte* bytes = NativePath.Terminated(path))
        {
            if (NativePath.TryGetStatus(path, out var status) && (uint)status.st_gid != group)
                LinuxException.ThrowIfFailed(lchown(bytes, (uid_t)uint.MaxValue, (gid_t)group), $"give {path} to group {group}");
            LinuxException.ThrowIfFailed(chmod(bytes, OwnerAndGroup), $"open {path} to group {group}");
        }
    }

    private void Bind(in UnixName name)
    {
        if (TryBind(name)) return;
        if (errno == Errno.EADDRINUSE)
        {
            RemoveStale(name);
            if (TryBind(name)) return;
        }

        throw LinuxException.Last($"listen at {Path}");
    }

    private bool TryBind(in UnixName name)
    {
        var value = name.Value;
        return bind(_descriptor.Number, (sockaddr*)&value, name.Length) == 0;
    }

    /// <summary>Removes the name where it is a socket nobody answers on.</summary>
    private void RemoveStale(in UnixName name)
    {
        if (!NativePath.TryGetStatus(Path, out var status)) return;
        if (((uint)status.st_mode & FileTypeMask) != SocketType)
            throw new LinuxException($"listen at {Path}", Errno.EADDRINUSE, "something that is no socket has this name");
        using var probe = OpenSocket();
        var value = name.Value;
        var answered = connect(probe.Number, (sockaddr*)&value, name.Length) == 0 || errno == Errno.EAGAIN;
        if (answered) throw new LinuxException($"listen at {Path}", Errno.EADDRINUSE, "another process answers there");
        if (errno == Errno.ECONNREFUSED) NativePath.Remove(Path);
        else if (errno != Errno.ENOENT) throw LinuxException.Last($"ask whether somebody answers at {Path}");
    }
}
