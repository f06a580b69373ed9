using System.Globalization;
using HaVip.Configuration.Keepalived.Language;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>A line of <c>virtual_ipaddress</c>: an address and what <c>ip address add</c> takes behind it.</summary>
internal sealed class AddressReader(Statement statement, ImportContext context)
{
    private readonly WordCursor _words = new(statement.All);

    /// <summary>Null, with a finding, where keepalived would leave the line out.</summary>
    public VirtualAddress? Read()
    {
        var word = _words.Take()!;
        if (!IpPrefix.TryParse(word, out var prefix))
        {
            context.Add(
                ImportRules.ValueIgnored,
                statement,
                $"'{Shown.Text(word)}' is no address, so keepalived leaves it out, and so do we.",
                "Write an address with its prefix length, such as 192.168.7.100/24.");
            return null;
        }

        var address = new VirtualAddress(prefix);
        while (_words.Take() is { } option) address = ReadOption(option, address);
        return address;
    }

    private VirtualAddress ReadOption(string option, VirtualAddress address) => option switch
    {
        "dev" => address with { Interface = Value(option) ?? address.Interface },
        "scope" => ReadScope(address),
        "label" => ReadLabel(address),
        "brd" or "broadcast" => ReadBroadcast(address),
        "peer" => ReadPeer(address),
        "preferred_lft" => ReadPreferredLifetime(address),
        "noprefixroute" => address with { NoPrefixRoute = true },
        "no_track" => Lose(option, address, "HaVip puts back what others remove."),
        "track_group" => LoseValue(option, address, "the address moves with its instance."),
        "use_vmac" => Lose(option, address, "it is behind the MAC address of its interface."),
        "-nodad" => Lose(option, address, "a Master has its addresses at once, without asking who else has them."),
        "home" or "mngtmpaddr" or "autojoin" => Lose(option, address, "HaVip sets no such flag."),
        _ => Unknown(option, address),
    };

    /// <summary>Null where HaVip has none of that name.</summary>
    public static AddressScope? ParseScope(string? text) => text switch
    {
        "global" or "0" => AddressScope.Global,
        "site" or "200" => AddressScope.Site,
        "link" or "253" => AddressScope.Link,
        "host" or "254" => AddressScope.Host,
        _ => null,
    };

    private VirtualAddress ReadScope(VirtualAddress address)
    {
        if (ParseScope(Value("scope")) is { } scope) return address with { Scope = scope };
        return Ignore(address, "HaVip knows the scopes global, site, link and host; it takes global here.");
    }

    private VirtualAddress ReadLabel(VirtualAddress address)
    {
        if (Value("label") is not { } label) return address;
        if (address.Prefix.Family == AddressFamily.IPv4) return address with { Label = label };
        return Ignore(address, "Only IPv4 addresses have labels, so this one has none.");
    }

    /// <summary>A plus sign sets the host's bits, a minus sign clears them.</summary>
    private VirtualAddress ReadBroadcast(VirtualAddress address)
    {
        var value = Value("brd");
        if (value is null) return address;
        if (address.Prefix.Family != AddressFamily.IPv4)
            return Ignore(address, "Only IPv4 addresses have a broadcast address, so this one has none.");
        if (value is "+") return address with { Broadcast = address.Prefix.Address.LastOf(address.Prefix.Length) };
        if (value is "-") return address with { Broadcast = address.Prefix.Address.FirstOf(address.Prefix.Length) };
        return IpAddress.TryParse(value, out var broadcast) && broadcast.Family == AddressFamily.IPv4
            ? address with { Broadcast = broadcast }
            : Ignore(address, $"'{Shown.Text(value)}' is no broadcast address.");
    }

    private VirtualAddress ReadPeer(VirtualAddress address)
    {
        if (Value("peer") is not { } value) return address;
        return IpPrefix.TryParse(value, out var peer) && peer.Family == address.Prefix.Family
            ? address with { Peer = peer }
            : Ignore(address, $"'{Shown.Text(value)}' is no address of the other end.");
    }

    private VirtualAddress ReadPreferredLifetime(VirtualAddress address)
    {
        var value = Value("preferred_lft");
        if (value is "forever" && address.Prefix is { Family: AddressFamily.IPv6, Length: 128 })
            return Lose("preferred_lft forever", address, "a /128 is never preferred as a source (RFC 6724).");
        if (value is "forever" or null) return address with { PreferredLifetime = null };
        return uint.TryParse(value, NumberStyles.None, NumberFormatInfo.InvariantInfo, out var seconds)
            ? address with { PreferredLifetime = Duration.FromSeconds(seconds) }
            : Ignore(address, $"'{Shown.Text(value)}' is no number of seconds.");
    }

    private VirtualAddress LoseValue(string option, VirtualAddress address, string instead)
    {
        Value(option);
        return Lose(option, address, instead);
    }

    private VirtualAddress Lose(string option, VirtualAddress address, string instead)
    {
        context.Add(ImportRules.NotCarriedOver, statement, $"'{option}' of {address} is not carried over: {instead}");
        return address;
    }

    private VirtualAddress Ignore(VirtualAddress address, string message)
    {
        context.Add(ImportRules.ValueIgnored, statement, message);
        return address;
    }

    private VirtualAddress Unknown(string option, VirtualAddress address)
    {
        context.Add(
            ImportRules.ValueIgnored, statement, $"An address has no option '{Shown.Text(option)}', so it is left out.");
        return address;
    }

    private string? Value(string option)
    {
        var value = _words.Take();
        if (value is null)
            context.Add(ImportRules.ValueIgnored, statement, $"'{option}' has no value, so it is left out.");
        return value;
    }
}
