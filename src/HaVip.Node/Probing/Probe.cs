using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Time;
using HaVip.Node.Tracing;

namespace HaVip.Node.Probing;

/// <summary>
/// Watches the interfaces of instances for a while: which of their advertisements pass, and who answers for their addresses.
/// </summary>
internal sealed class Probe : IDisposable
{
    /// <summary>A question is asked so often, in equal steps: one that is lost says nothing.</summary>
    private const int Rounds = 3;

    private const ulong CaptureToken = 1UL << 32;

    private readonly List<InstanceConfiguration> _instances;
    private readonly LinkView _links;
    private readonly PacketFilter _filter;
    private readonly AdvertisementTally _tally = new();
    private readonly List<AdvertisementCapture> _captures = [];
    private readonly List<GroupMembership> _memberships = [];
    private readonly NeighborQuestions _questions;
    private readonly Epoll _epoll = new();

    public Probe(List<InstanceConfiguration> instances)
    {
        _instances = instances;
        _links = LinkView.Read(instances);
        _filter = new PacketFilter([], AddressFamily.None, instances);
        _questions = new NeighborQuestions(_links, instances);
    }

    public NodeProbe Run(Duration duration)
    {
        foreach (var link in _links.Of(_instances.Select(instance => instance.Interface))) Watch(link);
        _questions.Watch(_epoll);
        var started = MonotonicClock.Now;
        for (var round = 0; round < Rounds; round++)
        {
            _questions.Ask();
            Listen(started + (duration * (round + 1) / Rounds));
        }

        return new NodeProbe
        {
            Interfaces = _links.Describe(),
            Addresses = _questions.Answers(),
            Advertisements = _tally.Heard,
            IsClockSynchronized = ClockDiscipline.Read().IsSynchronized,
            ElapsedMicroseconds = (MonotonicClock.Now - started).Microseconds,
        };
    }

    public void Dispose()
    {
        foreach (var capture in _captures) capture.Dispose();
        foreach (var membership in _memberships) membership.Dispose();
        _questions.Dispose();
        _epoll.Dispose();
    }

    /// <summary>Without the group a switch that snoops would keep its packets away.</summary>
    private void Watch(LinkInfo link)
    {
        var capture = new AdvertisementCapture(link.Name, link.Index);
        _epoll.Add(capture.Descriptor, EpollEvents.Readable, CaptureToken | (uint)_captures.Count);
        _captures.Add(capture);
        foreach (var family in _filter.Families)
        {
            if (GroupMembership.TryJoin(link.Name, link.Index, family) is { } membership) _memberships.Add(membership);
        }
    }

    private void Listen(Instant until)
    {
        Span<EpollReady> ready = stackalloc EpollReady[16];
        while (MonotonicClock.Now is var now && now < until)
        {
            var count = _epoll.Wait(ready, until - now);
            foreach (var one in ready[..count])
            {
                if ((one.Token & CaptureToken) != 0) Take(_captures[(int)(uint)one.Token]);
                else _questions.Take(one.Token);
            }
        }
    }

    private void Take(AdvertisementCapture capture)
    {
        try
        {
            while (capture.TryTake(out var captured))
            {
                if (PacketReport.Describe(captured, capture.InterfaceName, _filter) is { } packet) _tally.Add(packet);
            }
        }
        catch (LinuxException e) when (e.ErrorNumber == Errno.ENETDOWN)
        {
            // Said once when the interface goes down; how it is, is told with the interfaces.
        }
    }
}
