using System.Globalization;
using System.Management.Automation;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.PowerShell.Parameters;

/// <summary>
/// Addresses and routes written in one string, in the words of <c>ip address</c> and <c>ip route</c>.
/// </summary>
internal static class AddressText
{
    /// <summary>
    /// Reads <c>192.168.7.100/24 [dev eth1] [label eth0:1] [scope link] [brd ADDRESS] [peer PREFIX] [preferred_lft
    /// SECONDS] [noprefixroute]</c>.
    /// </summary>
    /// <exception cref="HaVipException">InvalidVirtualAddress.</exception>
    public static VirtualAddress ReadAddress(string text)
    {
        var words = Words(text);
        if (words.Length == 0 || !IpPrefix.TryParse(words[0], out var prefix)) throw BadAddress(text, "no address");
        var address = new VirtualAddress(prefix);
        foreach (var (key, value) in Pairs(words[1..], text, BadAddress, "noprefixroute"))
        {
            address = key switch
            {
                "dev" => address with { Interface = value },
                "label" => address with { Label = value },
                "scope" when Enum.TryParse<AddressScope>(value, ignoreCase: true, out var scope)
                    => address with { Scope = scope },
                "brd" when IpAddress.TryParse(value, out var broadcast) => address with { Broadcast = broadcast },
                "peer" when IpPrefix.TryParse(value, out var peer) => address with { Peer = peer },
                "preferred_lft" when Duration.TryParse(value, out var lifetime)
                    => address with { PreferredLifetime = lifetime },
                "noprefixroute" => address with { NoPrefixRoute = true },
                _ => throw BadAddress(text, $"'{key} {value}' is not understood"),
            };
        }

        return address;
    }

    /// <summary>
    /// Reads <c>[blackhole|unreachable|prohibit] default|PREFIX [via ADDRESS] [dev eth0] [metric 10] [table 100] [src
    /// ADDRESS] [mtu 1400] [scope link] [onlink]</c>.
    /// </summary>
    /// <exception cref="HaVipException">InvalidVirtualRoute.</exception>
    public static VirtualRoute ReadRoute(string text)
    {
        var words = Words(text);
        if (words.Length == 0) throw BadRoute(text, "it is empty");
        var route = new VirtualRoute();
        if (words.Length > 1 && words[0] is "blackhole" or "unreachable" or "prohibit")
        {
            route = route with { Type = Enum.Parse<RouteType>(words[0], ignoreCase: true) };
            words = words[1..];
        }

        foreach (var (key, value) in Pairs(words[1..], text, BadRoute, "onlink"))
        {
            route = key switch
            {
                "via" when IpAddress.TryParse(value, out var gateway) => route with { Gateway = gateway },
                "dev" => route with { Interface = value },
                "metric" when uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var metric)
                    => route with { Metric = metric },
                "table" when uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var table)
                    => route with { Table = table },
                "src" when IpAddress.TryParse(value, out var source) => route with { Source = source },
                "mtu" when ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var mtu)
                    => route with { Mtu = mtu },
                "scope" when Enum.TryParse<AddressScope>(value, ignoreCase: true, out var scope)
                    => route with { Scope = scope },
                "onlink" => route with { OnLink = true },
                _ => throw BadRoute(text, $"'{key} {value}' is not understood"),
            };
        }

        var hasGateway = route.Gateway.Family != AddressFamily.None;
        if (!hasGateway && route is { Type: RouteType.Unicast, Interface: null })
            throw BadRoute(text, "it has no gateway ('via ADDRESS') and no interface ('dev NAME')");
        var family = hasGateway ? route.Gateway.Family : route.Source?.Family ?? AddressFamily.IPv4;
        if (words[0] == "default") return route with { Destination = Default(family) };
        return IpPrefix.TryParse(words[0], out var destination)
            ? route with { Destination = destination }
            : throw BadRoute(text, $"'{words[0]}' is neither 'default' nor a prefix");
    }

    /// <summary>The form <see cref="ReadAddress"/> reads back.</summary>
    public static string Write(VirtualAddress address)
    {
        var text = address.Prefix.ToString();
        if (address.Interface is not null) text += $" dev {address.Interface}";
        if (address.Label is not null) text += $" label {address.Label}";
        if (address.Scope != AddressScope.Global) text += $" scope {Word(address.Scope)}";
        if (address.Broadcast is { } broadcast) text += $" brd {broadcast}";
        if (address.Peer is { } peer) text += $" peer {peer}";
        if (address.PreferredLifetime is { } lifetime) text += $" preferred_lft {lifetime}";
        return address.NoPrefixRoute ? text + " noprefixroute" : text;
    }

    /// <summary>The form <see cref="ReadRoute"/> reads back.</summary>
    public static string Write(VirtualRoute route)
    {
        var text = route.ToString();
        if (route is { IsDefault: true, Gateway.Family: AddressFamily.None, Destination.Family: AddressFamily.IPv6 })
            text = text.Replace("default", "::/0", StringComparison.Ordinal);
        if (route.Interface is not null) text += $" dev {route.Interface}";
        if (route.Metric != 0) text += string.Create(CultureInfo.InvariantCulture, $" metric {route.Metric}");
        if (route.Table != 0) text += string.Create(CultureInfo.InvariantCulture, $" table {route.Table}");
        if (route.Source is { } source) text += $" src {source}";
        if (route.Mtu is { } mtu) text += string.Create(CultureInfo.InvariantCulture, $" mtu {mtu}");
        if (route.Scope is { } scope) text += $" scope {Word(scope)}";
        return route.OnLink ? text + " onlink" : text;
    }

    private static string Word(AddressScope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>The form <see cref="ReadPeer"/> reads back.</summary>
    public static string Write(UnicastPeer peer) => peer == new UnicastPeer(peer.Address)
        ? peer.Address.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{peer.Address} minttl {peer.MinimumTimeToLive}");

    /// <summary>The default route via a gateway.</summary>
    /// <exception cref="HaVipException">InvalidVirtualRoute.</exception>
    public static VirtualRoute DefaultRoute(string gateway) => ReadRoute($"default via {gateway}");

    /// <summary>Reads <c>192.168.6.120 [minttl 254]</c>.</summary>
    /// <exception cref="HaVipException">InvalidUnicastAddress.</exception>
    public static UnicastPeer ReadPeer(string text)
    {
        var words = Words(text);
        var peer = new UnicastPeer(ReadUnicast(words.Length == 0 ? text : words[0]));
        foreach (var (key, value) in Pairs(words[1..], text, BadUnicast))
        {
            if (key != "minttl" || !byte.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var least))
                throw BadUnicast(text, $"'{key} {value}' is not understood");
            peer = peer with { MinimumTimeToLive = least };
        }

        return peer;
    }

    /// <summary>Reads the address of a node: <c>192.168.6.120</c>.</summary>
    /// <exception cref="HaVipException">InvalidUnicastAddress.</exception>
    public static IpAddress ReadUnicast(string text) =>
        IpAddress.TryParse(text, out var address) ? address : throw BadUnicast(text, "no address");

    /// <summary>Unicast as its peers and source; null, which is multicast, where there is neither.</summary>
    /// <exception cref="HaVipException">InvalidUnicastAddress.</exception>
    public static UnicastSettings? ReadUnicast(string? source, IReadOnlyList<string> peers) =>
        peers.Count == 0 && source is null
            ? null
            : new UnicastSettings
            {
                Source = source is null ? default : ReadUnicast(source),
                Peers = [.. peers.Select(ReadPeer)],
            };

    private static IpPrefix Default(AddressFamily family) => family == AddressFamily.IPv4
        ? new IpPrefix(IpAddress.FromIPv4(0), 0)
        : new IpPrefix(IpAddress.FromBytes(new byte[16]), 0);

    private static string[] Words(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<(string Key, string Value)> Pairs(
        string[] words, string text, Func<string, string, HaVipException> bad, string? flag = null)
    {
        var pairs = new List<(string Key, string Value)>();
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == flag) pairs.Add((flag, ""));
            else if (i + 1 == words.Length) throw bad(text, $"'{words[i]}' has no value");
            else pairs.Add((words[i], words[++i]));
        }

        return pairs;
    }

    private static HaVipException BadAddress(string text, string why) => new(
        "InvalidVirtualAddress",
        ErrorCategory.InvalidArgument,
        $"The virtual address '{text}' is not understood: {why}.",
        "Write 192.168.7.100/24, with 'dev NAME', 'label NAME', 'scope NAME', 'brd ADDRESS', 'peer PREFIX', "
            + "'preferred_lft SECONDS' or 'noprefixroute' behind it where needed.",
        text);

    private static HaVipException BadUnicast(string text, string why) => new(
        "InvalidUnicastAddress",
        ErrorCategory.InvalidArgument,
        $"The unicast address '{text}' is not understood: {why}.",
        "Write 192.168.6.120 or fd00:6::120 without a prefix length; behind a peer's, 'minttl N' where needed.",
        text);

    private static HaVipException BadRoute(string text, string why) => new(
        "InvalidVirtualRoute",
        ErrorCategory.InvalidArgument,
        $"The virtual route '{text}' is not understood: {why}.",
        "Write 'default via 192.168.7.1' or '10.0.0.0/8 dev eth1', with 'metric N', 'table N', 'src ADDRESS', 'mtu N', "
            + "'scope NAME' or 'onlink' behind it, or 'blackhole 10.0.0.0/8'.",
        text);
}
