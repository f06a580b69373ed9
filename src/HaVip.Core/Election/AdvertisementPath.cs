using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Succession;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>
/// One way the advertisements of a virtual router travel: its own interface, where the addresses are too, or an
/// interface of its heartbeat.
/// </summary>
public sealed class AdvertisementPath
{
    private IpAddress[] _destinations = [];

    internal AdvertisementPath(string interfaceName) => Interface = new InterfaceStatus { Name = interfaceName };

    /// <summary>0 is the instance's own interface; then the heartbeat in its order.</summary>
    public int Index { get; private set; }

    public InterfaceStatus Interface { get; internal set; }

    /// <summary>Null means multicast.</summary>
    public UnicastSettings? Unicast { get; private set; }

    public AddressFamily Family { get; private set; }

    /// <summary>Where advertisements come from: as configured for unicast, else the interface's primary or link-local address.</summary>
    public IpAddress Source => Unicast is { Source: { Family: not AddressFamily.None } source }
        ? source
        : Interface.SourceOf(Family);

    /// <summary>Where each advertisement goes to: the multicast group, or every unicast peer.</summary>
    public ReadOnlySpan<IpAddress> Destinations => _destinations;

    /// <summary>The interface is there and up, and has an address to send from.</summary>
    public bool IsUsable => Interface.Exists && Interface.IsUp && Source.Family != AddressFamily.None;

    /// <summary>When an advertisement was accepted here last; null before the first.</summary>
    public Instant? Heard { get; internal set; }

    /// <summary>A Backup accepted nothing here for longer than a takeover takes.</summary>
    public bool IsSilent { get; internal set; }

    /// <summary>Since when a Backup waits for advertisements here.</summary>
    internal Instant ListensSince { get; set; }

    /// <summary>It was reported that the path cannot be used.</summary>
    internal bool IsToldDown { get; set; }

    internal bool IsHeard => Heard is { } heard && heard >= ListensSince;

    internal PathMemory Remember() => new()
    {
        Interface = Interface,
        Heard = Heard,
        IsSilent = IsSilent,
        ListensSince = ListensSince,
        IsToldDown = IsToldDown,
    };

    internal void Recall(PathMemory memory)
    {
        Interface = memory.Interface;
        Heard = memory.Heard;
        IsSilent = memory.IsSilent;
        ListensSince = memory.ListensSince;
        IsToldDown = memory.IsToldDown;
    }

    internal void Configure(int index, UnicastSettings? unicast, AddressFamily family)
    {
        Index = index;
        Unicast = unicast;
        Family = family;
        _destinations = unicast is null ? [VrrpGroup.Of(family)] : [.. unicast.Peers.Select(peer => peer.Address)];
    }
}
