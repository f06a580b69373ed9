using System.Globalization;
using HaVip.Core.Values;

namespace HaVip.PowerShell.Checks;

/// <summary>Where one node sends test packets, and for which virtual router.</summary>
/// <param name="Interface">The instance's own.</param>
/// <param name="Family">Of the packets.</param>
/// <param name="VirtualRouterId">One that nobody has.</param>
/// <param name="Peers">To each of them instead of the group, where there are some.</param>
/// <param name="NetworkNamespace">Null for the machine itself.</param>
internal sealed record ExchangeOrder(
    string Interface, AddressFamily Family, byte VirtualRouterId, string[] Peers, string? NetworkNamespace)
{
    public static ExchangeOrder For(ClusterMember member, byte virtualRouterId) => new(
        member.Settings.Interface,
        member.Settings.Family,
        virtualRouterId,
        member.Settings.Peers ?? [],
        member.Location.NetworkNamespace);

    /// <summary>For the runner's program.</summary>
    public List<string> Arguments()
    {
        List<string> arguments =
        [
            "exchange",
            $"--interface={Interface}",
            $"--family={(Family == AddressFamily.IPv6 ? "ipv6" : "ipv4")}",
            string.Create(CultureInfo.InvariantCulture, $"--virtual-router-id={VirtualRouterId}"),
            .. Peers.Select(peer => $"--peer={peer}"),
        ];
        if (NetworkNamespace is not null) arguments.Add($"--network-namespace={NetworkNamespace}");
        return arguments;
    }
}
