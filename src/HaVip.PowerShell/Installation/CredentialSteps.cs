using HaVip.Core.Configuration;
using HaVip.PowerShell.Nodes;
using Settings = HaVip.Core.Configuration.NodeConfiguration;

namespace HaVip.PowerShell.Installation;

/// <summary>
/// The credentials a configuration names (<c>credential:NAME</c>): a drop-in has systemd load each from its store,
/// encrypted to this machine or not, and hand it to the runner.
/// </summary>
internal static class CredentialSteps
{
    public const string DropInPath = "/etc/systemd/system/havip.service.d/credentials.conf";

    private const string Store = "/etc/credstore";
    private const string EncryptedStore = "/etc/credstore.encrypted";

    public static IEnumerable<InstallationStep> Of(NodeLocation node, Settings configuration)
    {
        var names = CredentialReference.NamesIn(configuration);
        if (names.Count == 0 || !NodeService.IsFor(node)) yield break;
        var lines = names.Select(name => IsIn(node, EncryptedStore, name)
            ? $"LoadCredentialEncrypted={name}:{EncryptedStore}/{name}\n"
            : $"LoadCredential={name}:{Store}/{name}\n");
        const string Head = "# Written by Install-HaVipNode; Uninstall-HaVipNode takes it away.\n[Service]\n";
        yield return new FileStep(
            node.Rooted(DropInPath),
            FileStep.Text(Head + string.Concat(lines)),
            new Access(FileModes.Plain),
            $"credentials of the service ({string.Join(", ", names)})");
    }

    /// <summary>Those that are in neither store: the service will not start.</summary>
    public static IEnumerable<string> Missing(NodeLocation node, Settings configuration) => NodeService.IsFor(node)
        ? CredentialReference.NamesIn(configuration)
            .Where(name => !IsIn(node, Store, name) && !IsIn(node, EncryptedStore, name))
        : [];

    public static string Advice(string name) =>
        $"There is no credential '{name}', without which the service does not start. Make {Store}/{name} (mode 0600), or run: "
        + $"systemd-creds encrypt --name={name} - {EncryptedStore}/{name}; then install again.";

    private static bool IsIn(NodeLocation node, string store, string name) =>
        File.Exists(Path.Combine(node.Rooted(store), name));
}
