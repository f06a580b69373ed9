using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Labs;

/// <summary>Makes a lab's namespaces, bridge, cables and addresses. Nothing of it touches the root namespace.</summary>
internal sealed class LabBuilder(CancellationToken stopping)
{
    /// <summary>Builds all of it, or nothing: what was made before a failure is removed again.</summary>
    public void Build(Lab lab)
    {
        var made = new List<string>();
        try
        {
            foreach (var ns in Namespaces(lab))
            {
                Ip(["netns", "add", ns]);
                made.Add(ns);
            }

            // Multicast snooping without a querier would keep advertisements from nodes that did not report membership.
            Batch(lab.BridgeNamespace, ["link set lo up", "link add br0 type bridge forward_delay 0 mcast_snooping 0"]);
            Batch(lab.BridgeNamespace, Hosts(lab).SelectMany(PortCommands).Append("link set br0 up"));
            foreach (var host in Hosts(lab)) Batch(host.NetworkNamespace!, HostCommands(host));
        }
        catch
        {
            foreach (var ns in made) ExternalCommand.Run("ip", ["netns", "delete", ns]);
            throw;
        }
    }

    private static IEnumerable<LabHost> Hosts(Lab lab) => [.. lab.Nodes, lab.Client];

    private static IEnumerable<string> Namespaces(Lab lab) =>
        [lab.BridgeNamespace, .. Hosts(lab).Select(host => host.NetworkNamespace!)];

    private static IEnumerable<string> PortCommands(LabHost host) =>
    [
        $"link add {host.BridgePort} type veth peer name eth0 netns {host.NetworkNamespace}",
        $"link set {host.BridgePort} master br0 up",
    ];

    private static IEnumerable<string> HostCommands(LabHost host) =>
        ["link set lo up", "link set eth0 up", .. host.Address.Select(address => $"address add {address} dev eth0")];

    private void Batch(string ns, IEnumerable<string> commands) =>
        ExternalCommand.Require("ip", ["-n", ns, "-batch", "-"], string.Join('\n', commands) + "\n", stopping);

    private void Ip(IEnumerable<string> arguments) => ExternalCommand.Require("ip", arguments, null, stopping);
}
