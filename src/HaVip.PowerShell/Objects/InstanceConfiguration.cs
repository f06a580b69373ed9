using System.Security;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.PowerShell.Parameters;
using Settings = HaVip.Core.Configuration.InstanceConfiguration;

namespace HaVip;

/// <summary>
/// One virtual router as configured. What has no property here, such as the announcements' rhythm, is kept as it was
/// read.
/// </summary>
public sealed partial class InstanceConfiguration : InstanceObject
{
    private readonly Settings _origin;

    internal InstanceConfiguration(Settings settings)
    {
        _origin = settings;
        Name = settings.Name;
        Interface = settings.Interface;
        VirtualRouterId = settings.VirtualRouterId;
        Version = settings.Version;
        Priority = settings.Priority;
        AddressOwner = settings.AddressOwner;
        AdvertisementInterval = settings.AdvertisementInterval.ToTimeSpan();
        Preempt = settings.Preempt;
        PreemptDelay = settings.PreemptDelay.ToTimeSpan();
        AcceptMode = settings.AcceptMode;
        Heartbeat = [.. settings.Heartbeat.Select(HeartbeatText.Write)];
        Password = settings.Authentication is { } known ? PasswordAttribute.Conceal(known.Reference ?? known.Password) : null;
        VirtualAddress = [.. settings.VirtualAddresses.Select(AddressText.Write)];
        ExcludedAddress = [.. settings.ExcludedAddresses.Select(AddressText.Write)];
        VirtualRoute = [.. settings.VirtualRoutes.Select(AddressText.Write)];
        Checksum = settings.Checksum;
        UnicastSource = settings.Unicast is { Source.Family: not AddressFamily.None } from ? from.Source.ToString() : null;
        UnicastPeer = [.. settings.Unicast?.Peers.Select(AddressText.Write) ?? []];
        MissedAdvertisements = settings.MissedAdvertisements;
        StrictSkew = settings.StrictSkew;
        AnnouncementRepeat = settings.Announcements.Repeat;
        AnnouncementDelay = settings.Announcements.Delay.ToTimeSpan();
        AnnouncementRefresh = settings.Announcements.Refresh.ToTimeSpan();
        SplitBrainProbe = settings.SplitBrainProbe.Interval.ToTimeSpan();
        DetectionInterval = settings.Detection?.Interval.ToTimeSpan();
        DetectionMisses = settings.Detection?.Misses;
    }

    public string Name { get; set; }

    public string Interface { get; set; }

    public byte VirtualRouterId { get; set; }

    public byte Version { get; set; }

    public byte Priority { get; set; }

    public bool AddressOwner { get; set; }

    public TimeSpan AdvertisementInterval { get; set; }

    public bool Preempt { get; set; }

    public TimeSpan PreemptDelay { get; set; }

    /// <summary>Whether a Master takes packets sent to the addresses; the address owner always does.</summary>
    public bool AcceptMode { get; set; }

    /// <summary>Further interfaces for the same advertisements: <c>eth1</c>, <c>eth2 peer 10.0.0.2</c>.</summary>
    public string[] Heartbeat { get; set; }

    /// <summary>The simple password of version 2; null for none. Never shown.</summary>
    public SecureString? Password { get; set; }

    /// <summary>As <c>ip address</c> writes them: <c>192.168.7.100/24 dev eth1 label eth1:0 scope link</c>.</summary>
    public string[] VirtualAddress { get; set; }

    public string[] ExcludedAddress { get; set; }

    /// <summary>As <c>ip route</c> writes them: <c>default via 192.168.7.1 dev eth0 metric 10</c>.</summary>
    public string[] VirtualRoute { get; set; }

    /// <summary>Version 3 over IPv4: the form of the checksum.</summary>
    public ChecksumPreference Checksum { get; set; }

    /// <summary>Where unicast advertisements come from; null means the interface's own address.</summary>
    public string? UnicastSource { get; set; }

    /// <summary>The other nodes, as <c>192.168.6.120 minttl 254</c>; none means multicast.</summary>
    public string[] UnicastPeer { get; set; }

    public byte MissedAdvertisements { get; set; }

    public bool StrictSkew { get; set; }

    /// <summary>Messages per address in each burst after becoming Master.</summary>
    public byte AnnouncementRepeat { get; set; }

    public TimeSpan AnnouncementDelay { get; set; }

    public TimeSpan AnnouncementRefresh { get; set; }

    /// <summary>How often a Master asks who else has its addresses; zero for never.</summary>
    public TimeSpan SplitBrainProbe { get; set; }

    /// <summary>How often a Backup asks the Master's host whether it is there; null where it does not.</summary>
    public TimeSpan? DetectionInterval { get; set; }

    /// <summary>So many questions unanswered mean that the host is gone; null where nobody asks.</summary>
    public byte? DetectionMisses { get; set; }

    public override string ToString() => Name;
}
