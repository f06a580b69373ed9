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
        "brd" or "broadcast" or "peer" or "preferred_lft" or "track_group" => LoseValue(option, address),
        "noprefixroute" or "home" or "-nodad" or "mngtmpaddr" or "autojoin" or "no_track" or "use_vmac" =>
            Lose(option, address),
        _ => Unknown(option, address),
    };

    private VirtualAddress ReadScope(VirtualAddress address)
    {
        AddressScope? scope = Value("scope") switch
        {
            "global" or "0" => AddressScope.Global,
            "site" or "200" => AddressScope.Site,
            "link" or "253" => AddressScope.Link,
            "host" or "254" => AddressScope.Host,
            _ => null,
        };
        if (scope is { } known) return address with { Scope = known };
        context.Add(
            ImportRules.ValueIgnored, statement, "HaVip knows the scopes global, site, link and host; it takes global here.");
        return address;
    }

    private VirtualAddress ReadLabel(VirtualAddress address)
    {
        if (Value("label") is not { } label) return address;
        if (address.Prefix.Family == AddressFamily.IPv4) return address with { Label = label };
        context.Add(ImportRules.ValueIgnored, statement, "Only IPv4 addresses have labels, so this one has none.");
        return address;
    }

    private VirtualAddress LoseValue(string option, VirtualAddress address)
    {
        Value(option);
        return Lose(option, address);
    }

    private VirtualAddress Lose(string option, VirtualAddress address)
    {
        context.Add(ImportRules.NotCarriedOver, statement, $"'{option}' of {address} is not carried over.");
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
        if (value is null) context.Add(ImportRules.ValueIgnored, statement, $"'{option}' has no value, so it is left out.");
        return value;
    }
}
