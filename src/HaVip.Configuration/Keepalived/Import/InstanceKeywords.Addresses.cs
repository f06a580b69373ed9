using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

internal static partial class InstanceKeywords
{
    private static IEnumerable<Keyword<InstanceDraft>> Addresses() =>
    [
        Define("virtual_ipaddress", (s, d, c) => ReadAddresses(s, d.Addresses, c)),
        Define("virtual_ipaddress_excluded", (s, d, c) => ReadAddresses(s, d.Excluded, c)),
        Define("no_virtual_ipaddress", (_, _, _) => { }),
        Define("virtual_routes", ReadRoutes),
        Define("virtual_rules", ReadRules),
        Define("use_vmac", ReadVirtualMac),
        Lost("use_vmac_addr", "addresses on another interface than the instance's are behind the MAC address of that one."),
        Lost("vmac_xmit_base", "HaVip chooses the interface that advertisements leave by itself."),
        Lost("use_ipvlan", "the addresses are on the interface itself."),
        Lost("dont_track_primary", "an instance whose interface is down is in Fault."),

        // HaVip does so wherever the addresses of an interface need it.
        Nothing("promote_secondaries"),
    ];

    private static void ReadAddresses(
        Statement statement, List<(VirtualAddress Address, Statement Statement)> addresses, ImportContext context)
    {
        foreach (var item in context.Items(statement))
        {
            if (new AddressReader(item, context).Read() is { } address) addresses.Add((address, item));
        }
    }

    private static void ReadRoutes(Statement statement, InstanceDraft draft, ImportContext context)
    {
        foreach (var item in context.Items(statement))
        {
            if (new RouteReader(item, context).Read() is { } route) draft.Routes.Add((route, item));
        }
    }

    private static void ReadRules(Statement statement, InstanceDraft draft, ImportContext context)
    {
        foreach (var item in context.Items(statement))
        {
            if (new RuleReader(item, context).Read() is { } rule) draft.Rules.Add((rule, item));
        }
    }

    private static void ReadVirtualMac(Statement statement, InstanceDraft draft, ImportContext context)
    {
        draft.IsVirtualMac = true;
        if (statement.Arguments.Count == 0) return;
        context.Add(
            ImportRules.NotCarriedOver,
            statement,
            "The name and the MAC address of 'use_vmac' are not carried over: HaVip names the interface it makes itself and gives "
            + "it the virtual router's MAC address.");
    }
}
