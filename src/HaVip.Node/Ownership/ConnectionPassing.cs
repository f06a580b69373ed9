using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;
using HaVip.Node.Logging;

namespace HaVip.Node.Ownership;

/// <summary>
/// A new owner's part in the connections of the old one: their packets come here from now on and are sent on to where they
/// belong, until their time is over. Then this node's TCP answers them, with a reset.
/// </summary>
internal sealed class ConnectionPassing(IKernel kernel, EventLog events)
{
    private readonly Dictionary<string, PassedConnections> _passed = new(StringComparer.Ordinal);
    private bool _refused;

    /// <summary>When <see cref="Advance"/> has something to end; Never while nothing is passed on.</summary>
    public Instant NextDeadline
    {
        get
        {
            var next = Instant.Never;
            foreach (var passed in _passed.Values) next = Instant.Min(next, passed.End);
            return next;
        }
    }

    /// <summary>Before the addresses are added or announced: no packet may come in between.</summary>
    /// <param name="router">Whose addresses.</param>
    /// <param name="former">The old owner, by the address it advertised from.</param>
    /// <param name="drain">For how long.</param>
    public void Begin(VirtualRouter router, IpAddress former, Duration drain)
    {
        End(router.Name);
        if (drain == Duration.Zero || !router.Configuration.AcceptsPackets) return;
        var addresses = AddressesOf(router);
        if (kernel.FindNeighbor(router.Interface.Index, former) is not { } other || addresses.Length == 0) return;
        var result = kernel.PassConnections(NameOf(router.Name), new ConnectionPass
        {
            InterfaceName = router.Interface.Name,
            InterfaceIndex = router.Interface.Index,
            Own = router.Interface.MacAddress,
            Other = other,
            Addresses = addresses,
            Known = kernel.ListConnections(addresses),
        });
        if (result.Succeeded) _passed.Add(router.Name, new PassedConnections(drain));
        else Refused(result);
    }

    public void Advance(Instant now)
    {
        foreach (var (instance, passed) in _passed)
        {
            if (passed.IsOver(now)) End(instance);
        }
    }

    public void End(string instance)
    {
        if (!_passed.Remove(instance)) return;
        var result = kernel.EndTransit(NameOf(instance));
        if (!result.Succeeded && !result.WasAbsent) Refused(result);
    }

    /// <summary>Those at the interface where the old owner advertised: elsewhere it is not known.</summary>
    private static IpAddress[] AddressesOf(VirtualRouter router) =>
    [
        .. router.Configuration.VirtualAddresses.Concat(router.Configuration.ExcludedAddresses)
            .Where(address => (address.Interface ?? router.Interface.Name) == router.Interface.Name)
            .Select(address => address.Prefix.Address)
            .Where(address => address.Family == router.Family),
    ];

    /// <summary>Told once, not at every hand-over.</summary>
    private void Refused(NetlinkResult result)
    {
        if (_refused) return;
        _refused = true;
        var text = "connections open to a former owner are reset, as the kernel's packet filter refuses to pass them on: "
            + $"{KernelError.Text(result)}. It takes nf_tables with the family netdev and owned tables (Linux 5.12).";
        events.Add(EventKind.KernelFault, null, text);
    }

    private static string NameOf(string instance) => $"pass_{instance}";
}
