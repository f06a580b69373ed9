using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Node.Interfaces;
using HaVip.Node.Kernel;
using HaVip.Node.Logging;
using HaVip.Node.Time;

namespace HaVip.Node.Loop;

/// <summary>
/// Tells neighbours where addresses are, by gratuitous ARP and unsolicited neighbour advertisements. What nobody waits for is
/// spread: one message after the other on each interface, whichever instance it is of.
/// </summary>
internal sealed class Announcer(IKernel kernel, InterfaceTable interfaces, EventLog events)
{
    private readonly List<AnnouncementLane> _lanes = [];
    private readonly List<VirtualRouter> _failed = [];
    private readonly Dictionary<VirtualRouter, long> _orders = [];
    private long _lastOrder;

    /// <summary>When <see cref="Advance"/> has something to send; Never while nothing waits.</summary>
    public Instant NextDeadline
    {
        get
        {
            var next = Instant.Never;
            foreach (var lane in _lanes)
            {
                if (lane.HasMore()) next = Instant.Min(next, lane.Next);
            }

            return next;
        }
    }

    /// <summary>Round robin over the addresses, so that a lost burst costs no address all its announcements.</summary>
    /// <param name="router">Whose addresses; what still waits of an earlier call is dropped.</param>
    /// <param name="count">Messages per address.</param>
    /// <param name="isPatient">The first ones may wait too.</param>
    public void Announce(VirtualRouter router, byte count, bool isPatient)
    {
        Cancel(router);
        _orders.Add(router, ++_lastOrder);
        _failed.Remove(router);
        var spacing = router.Configuration.Announcements.Spacing;
        var error = 0;
        for (var round = 0; round < count && error == 0; round++)
        {
            if (spacing > Duration.Zero && (round > 0 || isPatient)) Enqueue(router, spacing);
            else error = SendRound(router);
        }

        if (error != 0) Tell(router, error);
        else if (!IsRefresh(router, count))
            events.Add(EventKind.AddressesAnnounced, router.Name, Announced(router, count));
    }

    /// <summary>Tells, once, that an IPv6 address of the router is at another host.</summary>
    public void AnnounceFor(VirtualRouter router, in NeighborClaim claim)
    {
        Span<byte> frame = stackalloc byte[NeighborAdvertisement.Length];
        var length = NeighborAdvertisement.Write(frame, router.Interface.MacAddress, claim);
        var error = kernel.SendFrame(router.Interface.Index, frame[..length]);
        if (error != 0) Tell(router, error);
    }

    /// <summary>
    /// The addresses are another node's from now on: what waits for them is passed over when its turn comes, so that no other
    /// instance's has to be looked at.
    /// </summary>
    public void Cancel(VirtualRouter router) => _orders.Remove(router);

    /// <summary>Sends what is due.</summary>
    public void Advance(Instant now)
    {
        foreach (var lane in _lanes)
        {
            while (lane.Next <= now && lane.HasMore()) Send(lane, now);
        }
    }

    /// <summary>Sends all that waits, before another program goes on in this process.</summary>
    public void Flush()
    {
        foreach (var lane in _lanes)
        {
            while (lane.HasMore()) Send(lane, default);
        }
    }

    private void Send(AnnouncementLane lane, Instant now)
    {
        var (router, _, address, spacing) = lane.Take();
        var error = Send(router, address);

        lane.Wait(spacing, now);
        if (error == 0 || _failed.Contains(router)) return;
        _failed.Add(router);
        Tell(router, error);
    }

    private void Enqueue(VirtualRouter router, Duration spacing)
    {
        for (var i = 0; i < router.AddressCount; i++)
        {
            var address = router.AddressAt(i);
            var lane = LaneOf(address.Interface ?? router.Configuration.Interface);
            if (!lane.HasMore()) lane.Wait(spacing, MonotonicClock.Now);
            lane.Add(new Announcement(router, _lastOrder, address, spacing));
        }
    }

    private AnnouncementLane LaneOf(string name)
    {
        foreach (var lane in _lanes)
        {
            if (lane.Interface == name) return lane;
        }

        var fresh = new AnnouncementLane(name, _orders);
        _lanes.Add(fresh);
        return fresh;
    }

    private int SendRound(VirtualRouter router)
    {
        var error = 0;
        for (var i = 0; i < router.AddressCount && error == 0; i++) error = Send(router, router.AddressAt(i));
        return error;
    }

    private int Send(VirtualRouter router, VirtualAddress virtualAddress)
    {
        var address = virtualAddress.Prefix.Address;
        var elsewhere = virtualAddress.Interface == router.Configuration.Interface ? null : virtualAddress.Interface;
        var status = elsewhere is null ? router.Interface : interfaces.StatusOf(elsewhere);
        if (!status.Exists) return 0;
        Span<byte> frame = stackalloc byte[Math.Max(GratuitousArp.Length, NeighborAdvertisement.Length)];
        var place = (elsewhere is null ? router.Configuration.VirtualMacAddress : null) ?? status.MacAddress;
        var length = address.Family == AddressFamily.IPv6
            ? NeighborAdvertisement.Write(frame, place, address, kernel.ForwardsIPv6(status.Name))
            : GratuitousArp.Write(frame, place, address);
        return kernel.SendFrame(status.Index, frame[..length]);
    }

    private void Tell(VirtualRouter router, int error) =>
        events.Add(EventKind.KernelFault, router.Name, $"addresses cannot be announced: {KernelError.Text(error)}");

    /// <summary>The periodic single announcement of a quiet Master is not worth a line each time.</summary>
    private static bool IsRefresh(VirtualRouter router, byte count) =>
        count == 1 && router.Configuration.Announcements.Repeat > 1;

    private static string Announced(VirtualRouter router, byte count)
    {
        var times = count == 1 ? "once" : $"{count} times";
        return $"{string.Join(", ", router.Configuration.AllAddresses.Select(address => address.Prefix.Address))} "
            + $"announced {times}";
    }
}
