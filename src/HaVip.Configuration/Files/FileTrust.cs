using System.Runtime.Versioning;
using HaVip.Configuration.Yaml;
using Microsoft.Win32.SafeHandles;

namespace HaVip.Configuration.Files;

/// <summary>
/// What decides about a node, or holds a secret of it, is for root and the runner alone: owned by root, by the user
/// <c>havip-node</c> or by who reads it; closed to others; readable at most for the group <c>havip-node</c>, which is
/// nobody else's.
/// </summary>
[SupportedOSPlatform("linux")]
public static class FileTrust
{
    private const UnixFileMode Write = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Read = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>All that is wrong with an open file; empty where nothing is.</summary>
    /// <param name="file">What was opened, so that it is what is read.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="root">The image whose accounts count; null for this machine.</param>
    /// <param name="user">Another user who is trusted as well: the one this process is about to become.</param>
    public static IEnumerable<FileFault> Faults(
        SafeFileHandle file, string path, string? root = null, uint? user = null) =>
        Faults(FileOwner.Of(file), File.GetUnixFileMode(file), path, root, user);

    private static IEnumerable<FileFault> Faults(
        FileOwner owner, UnixFileMode mode, string path, string? root, uint? user)
    {
        var shown = $"'{Shown.OneLine(path)}'";
        var octal = Convert.ToString((int)mode, 8).PadLeft(4, '0');
        var isRunners = AccountFile.Group(AccountFile.Runner, root) == owner.Group;
        var chmod = $"chmod {(isRunners ? "640" : "600")} {shown}";
        if (owner.User != 0 && owner.User != FileOwner.Self.User && owner.User != user
            && owner.User != AccountFile.User(AccountFile.Runner, root))
        {
            var message = $"belongs to the user {owner.User}, who can read and change it (mode {octal})";
            yield return new FileFault(FileFaultKind.Owner, message, $"chown root {shown}");
        }

        if ((mode & Write) != 0)
            yield return new FileFault(FileFaultKind.Writable, $"can be changed by others (mode {octal})", chmod);
        var readable = isRunners ? UnixFileMode.OtherRead : Read;
        if ((mode & readable) != 0)
            yield return new FileFault(FileFaultKind.Readable, $"can be read by others (mode {octal})", chmod);
    }
}
