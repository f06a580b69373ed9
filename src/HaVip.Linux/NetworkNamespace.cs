using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Named network namespaces as <c>ip netns</c> keeps them under <c>/run/netns</c>. Entering is a matter of one thread:
/// sockets and <c>/proc/sys/net</c> follow the thread that opens them, threads that exist already stay where they are.
/// </summary>
public static class NetworkNamespace
{
    /// <summary>Where the names are; <c>/var/run</c> is the same place on every current system.</summary>
    public const string Folder = "/run/netns";

    private const string OwnNamespace = "/proc/thread-self/ns/net";

    /// <summary>The names there are, in ordinal order.</summary>
    public static IReadOnlyList<string> List()
    {
        if (!Directory.Exists(Folder)) return [];
        var names = new List<string>();
        foreach (var path in Directory.EnumerateFiles(Folder)) names.Add(Path.GetFileName(path));
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    public static bool Exists(string name) => IsName(name) && File.Exists(PathOf(name));

    /// <summary>The file that stands for the namespace.</summary>
    /// <exception cref="ArgumentException">Not a name: empty, or with a slash.</exception>
    public static string PathOf(string name)
    {
        if (!IsName(name)) throw new ArgumentException($"'{name}' is not a name of a network namespace.", nameof(name));
        return Path.Combine(Folder, name);
    }

    /// <summary>
    /// Moves the calling thread into a namespace for good. For the main thread of a program, before anything else:
    /// threads started afterwards by this one follow it. A thread that is there already stays.
    /// </summary>
    /// <exception cref="LinuxException">There is none of that name, or no CAP_SYS_ADMIN.</exception>
    public static void Enter(string name)
    {
        using var target = Open(name);
        if (IsOwn(target)) return;
        LinuxException.ThrowIfFailed(setns(target.Number, CLONE_NEWNET), $"enter the network namespace '{name}'");
    }

    /// <summary>Moves the calling thread into a namespace until the scope is disposed, which must be on the same thread.</summary>
    public static NetworkNamespaceScope EnterScope(string name)
    {
        using var target = Open(name);
        var original = OpenFile(OwnNamespace, "open the current network namespace");
        if (setns(target.Number, CLONE_NEWNET) == 0) return new NetworkNamespaceScope(original);
        var fault = LinuxException.Last($"enter the network namespace '{name}'");
        original.Dispose();
        throw fault;
    }

    private static unsafe bool IsOwn(FileDescriptor target)
    {
        using var own = OpenFile(OwnNamespace, "open the current network namespace");
        stat here, there;
        return fstat(own.Number, &here) == 0 && fstat(target.Number, &there) == 0
            && here.st_dev == there.st_dev && here.st_ino == there.st_ino;
    }

    private static bool IsName(string? name) =>
        !string.IsNullOrEmpty(name) && name is not ("." or "..") && !name.Contains('/') && !name.Contains('\0');

    private static FileDescriptor Open(string name)
    {
        var path = PathOf(name);
        if (File.Exists(path)) return OpenFile(path, $"open the network namespace '{name}'");
        var known = string.Join(", ", List());
        throw new LinuxException(
            $"enter the network namespace '{name}'",
            Errno.ENOENT,
            known.Length == 0 ? "there are no named network namespaces" : $"there are: {known}");
    }

    private static FileDescriptor OpenFile(string path, string operation) =>
        NativePath.Open(path, O_RDONLY, 0, operation);
}
