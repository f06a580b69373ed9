using System.Globalization;
using HaVip.Configuration.Keepalived.Language;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>A line of <c>virtual_routes</c>: what <c>ip route add</c> takes.</summary>
internal sealed class RouteReader(Statement statement, ImportContext context)
{
    private readonly WordCursor _words = new(statement.All);
    private VirtualRoute _route = new();
    private bool _isDefault;
    private bool _isIPv6;
    private string? _obstacle;

    /// <summary>Null, with a finding, where HaVip cannot have the route.</summary>
    public VirtualRoute? Read()
    {
        while (_obstacle is null && _words.Take() is { } word) ReadWord(word);
        if (_isDefault) SetDefault();
        if (_obstacle is null && _route.Destination.Family == AddressFamily.None) _obstacle = "it has no destination";
        if (_obstacle is null && _route is { Type: RouteType.Unicast, Gateway.Family: AddressFamily.None, Interface: null })
            _obstacle = "HaVip's routes have a gateway or an interface";
        if (_obstacle is null) return _route;
        context.Add(
            ImportRules.NotCarriedOver,
            statement,
            $"The route '{Shown.Text(statement.ToString())}' is not carried over: {_obstacle}.");
        return null;
    }

    private void ReadWord(string word)
    {
        switch (word)
        {
            case "to":
                ReadDestination(Value(word));
                break;
            case "via" or "gw":
                if (_words.TakeIf("inet6")) _isIPv6 = true;
                else _words.TakeIf("inet");
                _route = _route with { Gateway = Address(word) };
                break;
            case "dev" or "oif":
                _route = _route with { Interface = Value(word) };
                break;
            case "metric" or "priority" or "preference":
                _route = _route with { Metric = Number(word) };
                break;
            case "table":
                _route = _route with { Table = Table(word) };
                break;
            case "src":
                _route = _route with { Source = Address(word) };
                break;
            case "mtu":
                if (_words.TakeIf("lock")) NotCarried("mtu lock", "the path may still lower it.");
                _route = _route with { Mtu = (ushort)Math.Min(Number(word), ushort.MaxValue) };
                break;
            case "scope":
                _route = _route with { Scope = Scope(word) };
                break;
            case "onlink":
                _route = _route with { OnLink = true };
                break;
            case "blackhole" or "unreachable" or "prohibit":
                _route = _route with { Type = Enum.Parse<RouteType>(word, ignoreCase: true) };
                break;
            case "unicast":
                break;
            case "inet6":
                _isIPv6 = true;
                break;
            case "inet" or "proto" or "protocol" or "no_track" or "track_group" or "or":
                SkipWord(word);
                break;
            default:
                if (_route.Destination.Family == AddressFamily.None && !_isDefault) ReadDestination(word);
                else _obstacle = $"HaVip has no '{Shown.Text(word)}' for routes";
                break;
        }
    }

    private void ReadDestination(string text)
    {
        if (text == "default") _isDefault = true;
        else if (IpPrefix.TryParse(text, out var prefix)) _route = _route with { Destination = prefix.Network };
        else _obstacle ??= $"'{Shown.Text(text)}' is no destination and no option HaVip has for routes";
    }

    /// <summary>Only the gateway tells of which family a default route is.</summary>
    private void SetDefault()
    {
        var isIPv6 = _isIPv6 || _route.Gateway.Family == AddressFamily.IPv6;
        var zero = IpAddress.FromBytes(new byte[isIPv6 ? 16 : 4]);
        _route = _route with { Destination = new IpPrefix(zero, 0) };
    }

    private void SkipWord(string word)
    {
        if (word == "inet") return;
        if (word != "no_track") Value(word);
        if (word is "no_track" && _route.Type == RouteType.Unicast)
            NotCarried(word, "HaVip puts back what others remove.");
        else if (word is "track_group") NotCarried(word, "the route moves with its instance.");
        else if (word is "or") NotCarried(word, "the route has the first of its gateways.");
    }

    private void NotCarried(string word, string instead) =>
        context.Add(ImportRules.NotCarriedOver, statement, $"'{word}' of a route is not carried over: {instead}");

    /// <summary>The kernel's main table needs no number.</summary>
    private uint Table(string option)
    {
        const uint Main = 254;
        if (context.Table(Value(option)) is { } table) return table == Main ? 0 : table;
        _obstacle ??= $"'{option}' names no table that this machine knows";
        return 0;
    }

    private AddressScope? Scope(string option)
    {
        if (AddressReader.ParseScope(Value(option)) is { } scope) return scope;
        _obstacle ??= "HaVip knows the scopes global, site, link and host";
        return null;
    }

    private IpAddress Address(string option)
    {
        if (!IpAddress.TryParse(Value(option), out var address)) _obstacle ??= $"'{option}' has no address";
        return address;
    }

    private uint Number(string option)
    {
        if (!uint.TryParse(Value(option), NumberStyles.None, NumberFormatInfo.InvariantInfo, out var number))
            _obstacle ??= $"'{option}' has no number";
        return number;
    }

    private string Value(string option)
    {
        var value = _words.Take();
        if (value is null) _obstacle ??= $"'{option}' has no value";
        return value ?? "";
    }
}
