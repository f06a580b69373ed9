using System.Globalization;
using System.Management.Automation;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.PowerShell.Parameters;

/// <summary>
/// A path of the heartbeat in one string: <c>eth1</c>, or <c>eth2 peer 10.0.0.2 [minttl 254] [source 10.0.0.1]</c>.
/// </summary>
internal static class HeartbeatText
{
    /// <exception cref="HaVipException">InvalidHeartbeat, InvalidUnicastAddress.</exception>
    public static HeartbeatPath Read(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0) throw Bad(text, "it is empty");
        if (words.Length % 2 == 0) throw Bad(text, $"'{words[^1]}' has no value");
        var path = new HeartbeatPath(words[0]);
        foreach (var pair in words[1..].Chunk(2)) path = path with { Unicast = With(path.Unicast ?? new(), pair, text) };
        return path;
    }

    /// <summary>The form <see cref="Read"/> reads back.</summary>
    public static string Write(HeartbeatPath path)
    {
        if (path.Unicast is not { } unicast) return path.Interface;
        var source = unicast.Source.Family == AddressFamily.None ? "" : $" source {unicast.Source}";
        return path.Interface + source + string.Concat(unicast.Peers.Select(Write));
    }

    private static string Write(UnicastPeer peer) => peer.MinimumTimeToLive == byte.MaxValue
        ? $" peer {peer.Address}"
        : string.Create(CultureInfo.InvariantCulture, $" peer {peer.Address} minttl {peer.MinimumTimeToLive}");

    private static UnicastSettings With(UnicastSettings unicast, string[] pair, string text) => pair[0] switch
    {
        "peer" => unicast with { Peers = [.. unicast.Peers, new UnicastPeer(AddressText.ReadUnicast(pair[1]))] },
        "source" => unicast with { Source = AddressText.ReadUnicast(pair[1]) },
        "minttl" when unicast.Peers.Count > 0
            && byte.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var least)
            => unicast with { Peers = [.. unicast.Peers.SkipLast(1), unicast.Peers[^1] with { MinimumTimeToLive = least }] },
        _ => throw Bad(text, $"'{pair[0]} {pair[1]}' is not understood"),
    };

    private static HaVipException Bad(string text, string why) => new(
        "InvalidHeartbeat",
        ErrorCategory.InvalidArgument,
        $"The heartbeat '{text}' is not understood: {why}.",
        "Write the name of a further interface, eth1; for listed peers 'eth1 peer 10.0.0.2' with 'minttl N' behind a peer "
        + "and 'source 10.0.0.1' where needed.",
        text);
}
