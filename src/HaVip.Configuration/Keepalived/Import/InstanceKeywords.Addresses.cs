using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

internal static partial class InstanceKeywords
{
    private const string NoVirtualMac = "the addresses are on the interface itself, behind its own MAC address.";

    private static IEnumerable<Keyword<InstanceDraft>> Addresses() =>
    [
        Define("virtual_ipaddress", (s, d, c) => ReadAddresses(s, d.Addresses, c)),
        Define("virtual_ipaddress_excluded", (s, d, c) => ReadAddresses(s, d.Excluded, c)),
        Define("no_virtual_ipaddress", (_, _, _) => { }),
        Define("virtual_routes", ReadRoutes),
        new("virtual_rules", (s, _, c) => c.Lost(s, "HaVip does not move routing rules yet.")),
        Lost("use_vmac", NoVirtualMac),
        Lost("use_vmac_addr", NoVirtualMac),
        Lost("use_ipvlan", "the addresses are on the interface itself."),
        Lost("vmac_xmit_base", NoVirtualMac),
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
}
