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
    /// <summary>Reads <c>192.168.7.100/24 [dev eth1] [label eth0:1] [scope link]</c>.</summary>
    /// <exception cref="HaVipException">InvalidVirtualAddress.</exception>
    public static VirtualAddress ReadAddress(string text)
    {
        var words = Words(text);
        if (words.Length == 0 || !IpPrefix.TryParse(words[0], out var prefix)) throw BadAddress(text, "no address");
        var address = new VirtualAddress(prefix);
        foreach (var (key, value) in Pairs(words[1..], text, BadAddress))
        {
            address = key switch
            {
                "dev" => address with { Interface = value },
                "label" => address with { Label = value },
                "scope" when Enum.TryParse<AddressScope>(value, ignoreCase: true, out var scope)
                    => address with { Scope = scope },
                _ => throw BadAddress(text, $"'{key} {value}' is not understood"),
            };
        }

        return address;
    }

    /// <summary>Reads <c>default|PREFIX via ADDRESS [dev eth0] [metric 10]</c>.</summary>
    /// <exception cref="HaVipException">InvalidVirtualRoute.</exception>
    public static VirtualRoute ReadRoute(string text)
    {
        var words = Words(text);
        if (words.Length == 0) throw BadRoute(text, "it is empty");
        var route = new VirtualRoute();
        foreach (var (key, value) in Pairs(words[1..], text, BadRoute))
        {
            route = key switch
            {
                "via" when IpAddress.TryParse(value, out var gateway) => route with { Gateway = gateway },
                "dev" => route with { Interface = value },
                "metric" when uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var metric)
                    => route with { Metric = metric },
                _ => throw BadRoute(text, $"'{key} {value}' is not understood"),
            };
        }

        if (route.Gateway.Family == AddressFamily.None) throw BadRoute(text, "it has no gateway ('via ADDRESS')");
        if (words[0] == "default") return route with { Destination = Default(route.Gateway.Family) };
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
        return address.Scope == AddressScope.Global ? text : $"{text} scope {address.Scope.ToString().ToLowerInvariant()}";
    }

    /// <summary>The form <see cref="ReadRoute"/> reads back.</summary>
    public static string Write(VirtualRoute route)
    {
        var text = route.ToString();
        if (route.Interface is not null) text += $" dev {route.Interface}";
        return route.Metric == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} metric {route.Metric}");
    }

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

    private static IpPrefix Default(AddressFamily family) => family == AddressFamily.IPv4
        ? new IpPrefix(IpAddress.FromIPv4(0), 0)
        : new IpPrefix(IpAddress.FromBytes(new byte[16]), 0);

    private static string[] Words(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<(string Key, string Value)> Pairs(
        string[] words, string text, Func<string, string, HaVipException> bad)
    {
        if (words.Length % 2 != 0) throw bad(text, $"'{words[^1]}' has no value");
        return words.Chunk(2).Select(pair => (pair[0], pair[1]));
    }

    private static HaVipException BadAddress(string text, string why) => new(
        "InvalidVirtualAddress",
        ErrorCategory.InvalidArgument,
        $"The virtual address '{text}' is not understood: {why}.",
        "Write 192.168.7.100/24, with 'dev NAME', 'label NAME' or 'scope NAME' behind it where needed.",
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
        "Write 'default via 192.168.7.1' or '10.0.0.0/8 via 192.168.7.1', with 'dev NAME' or 'metric N' behind it.",
        text);
}
