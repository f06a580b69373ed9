using HaVip.Core.Control;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.PowerShell.Processes;
using static HaVip.PowerShell.Checks.Verdict;

namespace HaVip.PowerShell.Checks;

internal static class InterfaceChecks
{
    private static readonly string[] Clients = ["dhclient", "dhcpcd", "udhcpc", "connmand"];

    public static IEnumerable<Verdict> Interface(NodeSituation situation) =>
        NodeChecks.PerInstance(situation, instance => Find(situation, instance.Interface) switch
        {
            null => Skipped(situation.ProbeProblem ?? "it was not looked at"),
            { Exists: false } => Failed(
                $"there is no interface {instance.Interface}", "Name another with Set-HaVipInstance -Interface; 'ip link' lists them."),
            { IsUp: false } => Failed($"{instance.Interface} is down", $"Switch it on: ip link set {instance.Interface} up"),
            { HasCarrier: false } => Failed(
                $"{instance.Interface} has no carrier", "Look at the cable, the switch port, or the other end of the virtual link."),
            { MacAddress: null } => Warning(
                $"{instance.Interface} has no Ethernet address, so nobody can be told where the addresses are",
                "Use an Ethernet interface."),
            var link => Passed($"{link.Name}, {link.MacAddress}, MTU {link.Mtu}"),
        });

    public static IEnumerable<Verdict> Address(NodeSituation situation) =>
        NodeChecks.PerInstance(situation, instance =>
        {
            if (Find(situation, instance.Interface) is not { Exists: true } link)
                return Skipped(situation.ProbeProblem ?? $"there is no interface {instance.Interface}");
            var wanted = instance.Unicast?.Source is { Family: not AddressFamily.None } source ? source.ToString() : null;
            var own = link.Addresses.Where(text => IsSource(text, instance.Family)).ToList();
            if (wanted is not null && !own.Any(text => text.StartsWith(wanted + "/", StringComparison.Ordinal)))
                return Failed($"{link.Name} has no address {wanted}, the unicast source", "Correct unicast.source, or give the address.");
            return own.Count > 0
                ? Passed(own[0])
                : Failed(
                    $"{link.Name} has no {(instance.Family == AddressFamily.IPv6 ? "link-local IPv6" : "IPv4")} address of its own",
                    "Give it one: advertisements are sent from it. A virtual address is not enough.");
        });

    public static IEnumerable<Verdict> Manager(NodeSituation situation)
    {
        var node = situation.Node;
        foreach (var name in situation.Instances.Select(instance => instance.Interface).Distinct())
        {
            var found = node.IsHost ? HostManager(Find(situation, name)?.Index ?? 0) : null;
            found ??= Clients.FirstOrDefault(client => RunsFor(node.NetworkNamespace, client, name));
            yield return found is null
                ? Passed($"nobody known manages {name}")
                : Warning(
                    $"{found} manages {name} and may remove addresses it did not give",
                    "Give the interface a static address, or tell that program to keep foreign addresses"
                        + " (systemd-networkd: KeepConfiguration=yes). A Master puts back what is removed.");
        }
    }

    public static IEnumerable<Verdict> Kept(NodeSituation situation) =>
        NodeChecks.PerInstance(situation, instance =>
        {
            if (situation.After is null) return Skipped("no runner answers");
            var last = situation.Events.LastOrDefault(
                e => e.Instance == instance.Name && e.Kind == nameof(EventKind.AddressesPutBack));
            return last is null
                ? Passed("nobody removed one")
                : Warning(
                    $"somebody removed them, last at {UnixTime.ToLocal(last.TimeUnixMicroseconds):yyyy-MM-dd HH:mm:ss}: {last.Message}",
                    "Find the program that does so; see InterfaceManager.");
        });

    private static ProbedInterface? Find(NodeSituation situation, string name) =>
        situation.Probe?.Interfaces.FirstOrDefault(link => link.Name == name);

    private static bool IsSource(string text, AddressFamily family) =>
        IpPrefix.TryParse(text, out var prefix) && prefix.Family == family
        && (family == AddressFamily.IPv4 || prefix.Address.IsLinkLocal);

    private static string? HostManager(int index)
    {
        if (Holds($"/run/NetworkManager/devices/{index}", "managed=true")) return "NetworkManager";
        return Holds($"/run/systemd/netif/links/{index}", "ADMIN_STATE=configured") ? "systemd-networkd" : null;
    }

    private static bool Holds(string path, string line)
    {
        try
        {
            return File.Exists(path) && File.ReadLines(path).Contains(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A client names its interface on its command line, or serves them all.</summary>
    private static bool RunsFor(string? networkNamespace, string client, string name)
    {
        if (networkNamespace is null) return false;
        var processes = ExternalCommand.Run("ip", ["netns", "pids", networkNamespace]).Output;
        return processes.Any(id => Words(id) is { Length: > 0 } words && Path.GetFileName(words[0]) == client
            && (words.Contains(name) || words.Length == 1));
    }

    private static string[] Words(string processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
