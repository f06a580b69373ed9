using System.Text;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Whether nobody but root decides what a path leads to: each folder on the way, each symbolic link, where it leads and
/// the file itself belong to root and are not writable by others. For whoever runs programs of a configuration, before
/// each run: a program that others can replace is theirs.
/// </summary>
/// <remarks>
/// Group root may write. A sticky folder (/tmp) that others can write is passed: what root has there, only root can
/// replace.
/// </remarks>
public static unsafe class PathTrust
{
    private const int MaximumLinks = 40;
    private const uint FileType = 0xF000;
    private const uint Folder = 0x4000;
    private const uint RegularFile = 0x8000;
    private const uint SymbolicLink = 0xA000;
    private const uint Sticky = 0x200;
    private const uint GroupWrite = 0x10;
    private const uint OtherWrite = 0x2;
    private const uint Permissions = 0xFFF;

    /// <summary>The first component that others could change; null where none can.</summary>
    /// <param name="path">Absolute; a file.</param>
    /// <param name="owner">A user who is trusted besides root, such as the runner's own.</param>
    public static PathFault? Find(string path, uint owner = 0)
    {
        if (!Path.IsPathRooted(path)) return new PathFault(path, $"'{path}' is not an absolute path.", "");
        var ahead = new Stack<string>();
        Push(ahead, path);
        var current = "/";
        var links = 0;
        if (Judge(current, owner, out _) is { } ofRoot) return ofRoot;
        while (ahead.TryPop(out var name))
        {
            if (name == "..")
            {
                current = Path.GetDirectoryName(current) ?? "/";
                continue;
            }

            var next = Path.Combine(current, name);
            if (Judge(next, owner, out var type) is { } fault) return fault;
            if (type != SymbolicLink)
            {
                if (type != Folder && ahead.Count > 0) return NoFolder(next);
                current = next;
                continue;
            }

            if (++links > MaximumLinks) return new PathFault(next, $"'{path}' leads through too many links.", "");
            var target = Target(next);
            if (Path.IsPathRooted(target)) current = "/";
            Push(ahead, target);
        }

        return IsFile(current) ? null : new PathFault(current, $"'{current}' is not a file.", "");
    }

    private static void Push(Stack<string> ahead, string path)
    {
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (name != ".") ahead.Push(name);
        }
    }

    private static PathFault? Judge(string component, uint owner, out uint type)
    {
        type = 0;
        if (!NativePath.TryGetStatus(component, out var status))
            return new PathFault(component, $"There is no '{component}'.", "");
        var mode = (uint)status.st_mode;
        type = mode & FileType;
        var (user, group) = ((uint)status.st_uid, (uint)status.st_gid);
        if (user != 0 && user != owner)
            return Fault(component, type, $"belongs to user {user}", user, group, mode, "chown root");

        // The mode of a link means nothing, and in a sticky folder names are their owners'.
        if (type == SymbolicLink || (type == Folder && (mode & Sticky) != 0)) return null;
        var byGroup = (mode & GroupWrite) != 0 && group != 0;
        if (!byGroup && (mode & OtherWrite) == 0) return null;
        return Fault(component, type, "can be changed by others", user, group, mode, "chmod go-w");
    }

    private static PathFault Fault(
        string component, uint type, string why, uint user, uint group, uint mode, string command)
    {
        var kind = type switch
        {
            Folder => "folder",
            SymbolicLink => "link",
            _ => "file",
        };
        var octal = Convert.ToString(mode & Permissions, 8).PadLeft(4, '0');
        var fix = type == SymbolicLink ? "chown -h root" : command;
        return new PathFault(
            component,
            $"The {kind} '{component}' {why} (owner {user}:{group}, mode {octal}).",
            $"{fix} '{component}'");
    }

    private static PathFault NoFolder(string component) => new(component, $"'{component}' is not a folder.", "");

    private static bool IsFile(string path) =>
        NativePath.TryGetStatus(path, out var status) && ((uint)status.st_mode & FileType) == RegularFile;

    private static string Target(string link)
    {
        var buffer = stackalloc byte[4096];
        fixed (byte* name = NativePath.Terminated(link))
        {
            var length = (long)readlink(name, buffer, 4096);
            LinuxException.ThrowIfFailed(length, $"read the link {link}");
            return Encoding.UTF8.GetString(buffer, (int)length);
        }
    }
}
