using HaVip.Configuration.Files;
using HaVip.Core.Control;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Installation;

/// <summary>
/// Everything that makes a machine, a network namespace or an image an HA node, in the order it is done. A namespace
/// has neither a boot nor a systemd, an image has no kernel: each gets what it can keep.
/// </summary>
internal static class InstallationPlan
{
    private const string DropInPath = "/etc/sysctl.d/90-havip.conf";
    private const string Comment = "# Written by Install-HaVipNode; Uninstall-HaVipNode takes it away.\n";

    /// <param name="node">Where to install.</param>
    /// <param name="configuration">What <paramref name="text"/> says.</param>
    /// <param name="text">The content of <c>havip.yaml</c>.</param>
    public static IReadOnlyList<InstallationStep> Steps(
        NodeLocation node, Core.Configuration.NodeConfiguration configuration, string text)
    {
        List<InstallationStep> steps =
        [
            .. AccountSteps(node),
            new FolderStep(Path.GetDirectoryName(node.ConfigurationPath)!, FolderAccess(node)),
            new FolderStep(node.StateDirectory, new Access(FileModes.PrivateFolder), keepsOwner: true),
            ConfigurationStep(node, text),
            .. KeySteps.Of(node, configuration),
            .. SysctlSteps(node, SysctlNeeds.Of(configuration)),
        ];
        if (NodeService.IsFor(node)) steps.AddRange([.. ServiceSteps(node), .. CredentialSteps.Of(node, configuration)]);
        return steps;
    }

    public static FileStep ConfigurationStep(NodeLocation node, string text)
    {
        var access = NodeService.HasAccounts(node)
            ? new Access(FileModes.Shared, AccountFile.Runner, node.RootPath)
            : new Access(FileModes.Secret);
        return new FileStep(node.ConfigurationPath, FileStep.Text(text), access, "configuration");
    }

    /// <summary>What the user should know about the parts left out.</summary>
    public static IEnumerable<string> Notes(NodeLocation node)
    {
        if (node.NetworkNamespace is { } ns)
        {
            yield return $"The kernel parameters live as long as the network namespace {ns}; sysctl.d does not reach it,"
                + " so install again after making it anew.";
        }

        if (node.IsImage) yield return "Nothing live was touched: the kernel parameters and the unit apply when it boots.";
        if (NodeService.IsFor(node) && !NodeService.HasAccounts(node))
        {
            yield return $"{node.RootPath} has no /etc/passwd, so the user {AccountFile.Runner} and the group "
                + $"{ControlProtocol.ReaderGroup} were not made; install again when it has one, or when it has booted.";
        }

        if (node.IsHost && !SystemdUnit.IsSystemdRunning)
            yield return "systemd does not run here, so no unit was installed; Start-HaVipInstance starts the runner.";
    }

    private static IEnumerable<InstallationStep> AccountSteps(NodeLocation node)
    {
        if (!NodeService.HasAccounts(node)) return [];
        const string Readers = ControlProtocol.ReaderGroup;
        return
        [
            new AccountStep(StepKind.Group, Readers, node.RootPath, "its members may read states, events and statistics"),
            new AccountStep(StepKind.User, AccountFile.Runner, node.RootPath, "the runner is not root"),
        ];
    }

    private static Access FolderAccess(NodeLocation node) => NodeService.HasAccounts(node)
        ? new Access(FileModes.SharedFolder, AccountFile.Runner, node.RootPath)
        : new Access(FileModes.PrivateFolder);

    private static IEnumerable<InstallationStep> SysctlSteps(NodeLocation node, IReadOnlyList<SysctlNeed> needs)
    {
        var persistent = needs;
        if (!node.IsImage)
        {
            var steps = needs.Select(need => new SysctlStep(need, node.NetworkNamespace)).ToList();
            persistent = [.. needs.Where((_, index) => !steps[index].IsMetOtherwise)];
            foreach (var step in steps) yield return step;
        }

        if (node.NetworkNamespace is not null || persistent.Count == 0) yield break;
        var lines = persistent.Select(need => $"\n# {need.Reason}\n{need.Key} = {need.Value}\n");
        var keys = string.Join(", ", persistent.Select(need => need.Key));
        yield return new FileStep(
            node.Rooted(DropInPath),
            FileStep.Text(Comment + string.Concat(lines)),
            new Access(FileModes.Plain),
            $"kernel parameters for the next boot ({keys})");
    }

    private static IEnumerable<InstallationStep> ServiceSteps(NodeLocation node)
    {
        var runner = File.ReadAllBytes(RunnerBinary.RequireInModule());
        var unit = File.ReadAllBytes(SystemdUnit.TemplatePath);
        yield return new FileStep(
            node.Rooted(RunnerBinary.InstalledPath), runner, new Access(FileModes.Program), "node runner");
        yield return new FileStep(
            node.Rooted(SystemdUnit.UnitPath), unit, new Access(FileModes.Plain), "systemd unit");
        yield return new LinkStep(node.Rooted(SystemdUnit.EnabledLink), SystemdUnit.UnitPath);
    }
}
