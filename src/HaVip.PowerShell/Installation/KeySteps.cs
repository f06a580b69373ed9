using HaVip.Configuration.Files;
using HaVip.Configuration.Yaml;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Installation;

/// <summary>
/// The key files a configuration names, and the folders they are in: those below the configuration's folder are opened
/// to the runner's group, those elsewhere are the user's to open.
/// </summary>
internal static class KeySteps
{
    public static IEnumerable<InstallationStep> Of(
        NodeLocation node, Core.Configuration.NodeConfiguration configuration)
    {
        if (!NodeService.HasAccounts(node)) return [];
        var top = Path.GetDirectoryName(node.ConfigurationPath)!;
        var keys = Paths(node, configuration).Where(path => IsBelow(path, top)).ToList();
        var folders = keys.SelectMany(path => FoldersBetween(path, top)).Distinct().Order(StringComparer.Ordinal);
        return
        [
            .. folders.Select(path => Step(node, path, FileModes.SharedFolder, "keys of the node are in it")),
            .. keys.Select(path => Step(node, path, FileModes.Shared, "the runner reads this key")),
        ];
    }

    /// <summary>Keys elsewhere that the runner's user cannot read, for all that their modes tell.</summary>
    public static IEnumerable<string> Unreadable(NodeLocation node, Core.Configuration.NodeConfiguration configuration)
    {
        if (!NodeService.HasAccounts(node)) return [];
        var top = Path.GetDirectoryName(node.ConfigurationPath)!;
        var elsewhere = Paths(node, configuration).Where(path => !IsBelow(path, top) && File.Exists(path));
        return elsewhere.Where(path => !IsReadable(path, node.RootPath));
    }

    private static IEnumerable<string> Paths(NodeLocation node, Core.Configuration.NodeConfiguration configuration) =>
        configuration.Instances.SelectMany(instance => instance.Hmac?.Keys ?? [])
            .Select(key => HmacKeyReference.PathOf(key.Reference)).OfType<string>()
            .Select(path => node.Rooted(Path.GetFullPath(path))).Distinct();

    private static bool IsReadable(string path, string? root)
    {
        var owner = FileOwner.Of(path);
        var mode = File.GetUnixFileMode(path);
        return owner?.User == AccountFile.User(AccountFile.Runner, root)
            || (owner?.Group == AccountFile.Group(AccountFile.Runner, root) && mode.HasFlag(UnixFileMode.GroupRead));
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static IEnumerable<string> FoldersBetween(string path, string top)
    {
        for (var folder = Path.GetDirectoryName(path)!; folder != top; folder = Path.GetDirectoryName(folder)!)
            yield return folder;
    }

    private static AccessStep Step(NodeLocation node, string path, UnixFileMode mode, string reason) =>
        new(path, new Access(mode, AccountFile.Runner, node.RootPath), reason);
}
