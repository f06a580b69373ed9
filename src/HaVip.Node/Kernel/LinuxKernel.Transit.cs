using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Time;

namespace HaVip.Node.Kernel;

/// <summary>What is asked of the kernel while addresses change hands.</summary>
internal sealed partial class LinuxKernel
{
    // A neighbour that lives answers within a millisecond, and nobody waits for one that does not.
    private static readonly Duration NeighborWait = Duration.FromMilliseconds(10);

    public NetlinkResult QuietAddresses(string name, IReadOnlyCollection<LinkAddress> addresses) =>
        Attempt(() => Filter.Quiet(TransitName(name), addresses));

    public NetlinkResult HoldConnections(string name, IReadOnlyCollection<LinkAddress> addresses) =>
        Attempt(() => Filter.Hold(TransitName(name), addresses));

    public NetlinkResult PassConnections(string name, ConnectionPass pass) =>
        Attempt(() => Filter.Pass(TransitName(name), pass));

    public NetlinkResult RebutClaims(string name, ClaimRebuttal rebuttal) =>
        Attempt(() => Filter.Rebut(TransitName(name), rebuttal));

    public NetlinkResult EndTransit(string name) => Attempt(() =>
    {
        if (!Filter.RemoveTransit(TransitName(name))) throw new LinuxException($"remove {TransitName(name)}", Errno.ESRCH);
    });

    public MacAddress? FindNeighbor(int interfaceIndex, IpAddress address)
    {
        try
        {
            if (_netlink.FindNeighbor(interfaceIndex, address) is { } known) return known;
            if (!_netlink.AskForNeighbor(interfaceIndex, address)) return null;
            var deadline = MonotonicClock.Now + NeighborWait;
            while (MonotonicClock.Now < deadline)
            {
                if (_netlink.FindNeighbor(interfaceIndex, address) is { } found) return found;
                Thread.Sleep(1);
            }
        }
        catch (LinuxException)
        {
            // As where nobody answers.
        }

        return null;
    }

    public bool? HasConnections(IReadOnlyCollection<IpAddress> addresses)
    {
        try
        {
            return ConnectionNetlink.Any(addresses);
        }
        catch (LinuxException)
        {
            return null;
        }
    }

    public IReadOnlyList<FarEnd> ListConnections(IReadOnlyCollection<IpAddress> addresses)
    {
        try
        {
            return ConnectionNetlink.List(addresses);
        }
        catch (LinuxException)
        {
            return [];
        }
    }

    public int ResetConnections(IReadOnlyCollection<IpAddress> addresses)
    {
        try
        {
            return ConnectionNetlink.Reset(addresses);
        }
        catch (LinuxException)
        {
            return 0;
        }
    }

    private string TransitName(string name) => $"{FilterName}_{name}";
}
