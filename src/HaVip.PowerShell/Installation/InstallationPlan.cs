using HaVip.Core.Values;
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
    private const string Comment =
        "# Written by Install-HaVipNode; Uninstall-HaVipNode takes it away. With it services can bind the virtual\n"
        + "# addresses on a node that does not own them yet.\n";

    /// <param name="node">Where to install.</param>
    /// <param name="configuration">What <paramref name="text"/> says.</param>
    /// <param name="text">The content of <c>havip.yaml</c>.</param>
    public static IReadOnlyList<InstallationStep> Steps(
        NodeLocation node, Core.Configuration.NodeConfiguration configuration, string text)
    {
        var keys = SysctlKeys(configuration);
        // The state folder holds the record of all this, so it comes first and goes last.
        List<InstallationStep> steps =
        [
            new FolderStep(node.StateDirectory),
            new FolderStep(Path.GetDirectoryName(node.ConfigurationPath)!),
            ConfigurationStep(node, text),
        ];
        if (!node.IsImage) steps.AddRange(keys.Select(key => new SysctlStep(key, "1", node.NetworkNamespace)));
        if (node.NetworkNamespace is null)
        {
            var dropIn = FileStep.Text(Comment + string.Concat(keys.Select(key => $"{key} = 1\n")));
            steps.Add(new FileStep(node.Rooted(DropInPath), dropIn, FileModes.Plain, string.Join(", ", keys) + " = 1"));
        }

        if (node.IsImage || (node.IsHost && SystemdUnit.IsSystemdRunning)) steps.AddRange(ServiceSteps(node));
        return steps;
    }

    public static FileStep ConfigurationStep(NodeLocation node, string text) =>
        new(node.ConfigurationPath, FileStep.Text(text), FileModes.Secret, "configuration");

    /// <summary>What the user should know about the parts left out.</summary>
    public static IEnumerable<string> Notes(NodeLocation node)
    {
        if (node.NetworkNamespace is { } ns)
        {
            yield return $"The kernel parameters live as long as the network namespace {ns}; sysctl.d does not reach it,"
                + " so install again after making it anew.";
        }

        if (node.IsImage) yield return "Nothing live was touched: the kernel parameters and the unit apply when it boots.";
        if (node.IsHost && !SystemdUnit.IsSystemdRunning)
            yield return "systemd does not run here, so no unit was installed; Start-HaVipInstance starts the runner.";
    }

    private static List<string> SysctlKeys(Core.Configuration.NodeConfiguration configuration)
    {
        var families = configuration.Instances
            .SelectMany(i => i.VirtualAddresses.Concat(i.ExcludedAddresses))
            .Select(address => address.Prefix.Family)
            .ToHashSet();
        List<string> keys = ["net.ipv4.ip_nonlocal_bind"];
        if (families.Contains(AddressFamily.IPv6)) keys.Add("net.ipv6.ip_nonlocal_bind");
        return keys;
    }

    private static IEnumerable<InstallationStep> ServiceSteps(NodeLocation node)
    {
        var runner = File.ReadAllBytes(RunnerBinary.RequireInModule());
        var unit = File.ReadAllBytes(SystemdUnit.TemplatePath);
        yield return new FileStep(node.Rooted(RunnerBinary.InstalledPath), runner, FileModes.Program, "node runner");
        yield return new FileStep(node.Rooted(SystemdUnit.UnitPath), unit, FileModes.Plain, "systemd unit");
        yield return new LinkStep(node.Rooted(SystemdUnit.EnabledLink), SystemdUnit.UnitPath);
    }
}
