using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.PowerShell.Parameters;
using Settings = HaVip.Core.Configuration.InstanceConfiguration;

namespace HaVip;

public sealed partial class InstanceConfiguration
{
    internal override string InstanceName => _origin.Name;

    internal Settings ToCore() => _origin with
    {
        Name = Name,
        Interface = Interface,
        VirtualRouterId = VirtualRouterId,
        Version = Version,
        Priority = Priority,
        AddressOwner = AddressOwner,
        AdvertisementInterval = Duration.FromTimeSpan(AdvertisementInterval),
        Preempt = Preempt,
        PreemptDelay = Duration.FromTimeSpan(PreemptDelay),
        AcceptMode = AcceptMode,
        Authentication = PasswordAttribute.Read(Password),
        VirtualAddresses = [.. VirtualAddress.Select(AddressText.ReadAddress)],
        ExcludedAddresses = [.. ExcludedAddress.Select(AddressText.ReadAddress)],
        VirtualRoutes = [.. VirtualRoute.Select(AddressText.ReadRoute)],
        Checksum = Checksum,
        Unicast = AddressText.ReadUnicast(UnicastSource, UnicastPeer),
        Heartbeat = [.. Heartbeat.Select(HeartbeatText.Read)],
        MissedAdvertisements = MissedAdvertisements,
        StrictSkew = StrictSkew,
        Announcements = new AnnouncementSettings
        {
            Repeat = AnnouncementRepeat,
            Delay = Duration.FromTimeSpan(AnnouncementDelay),
            Refresh = Duration.FromTimeSpan(AnnouncementRefresh),
        },
        SplitBrainProbe = new SplitBrainProbeSettings { Interval = Duration.FromTimeSpan(SplitBrainProbe) },
        Detection = DetectionInterval is null && DetectionMisses is null ? null : Detection(),
    };

    private DetectionSettings Detection()
    {
        var known = _origin.Detection ?? new DetectionSettings();
        return known with
        {
            Interval = DetectionInterval is { } interval ? Duration.FromTimeSpan(interval) : known.Interval,
            Misses = DetectionMisses ?? known.Misses,
        };
    }

    /// <summary>
    /// The properties somebody changed, put into what the instance is now: what others changed meanwhile stays.
    /// </summary>
    internal Settings ApplyTo(Settings current)
    {
        var now = ToCore();
        var changed = ConfigurationDiff.Compare(_origin, now).Keys;
        T Pick<T>(string key, Func<Settings, T> value) => value(changed.Contains(key) ? now : current);
        return current with
        {
            Interface = Pick(ConfigurationKeys.Interface, i => i.Interface),
            VirtualRouterId = Pick(ConfigurationKeys.VirtualRouterId, i => i.VirtualRouterId),
            Version = Pick(ConfigurationKeys.Version, i => i.Version),
            Priority = Pick(ConfigurationKeys.Priority, i => i.Priority),
            AddressOwner = Pick(ConfigurationKeys.AddressOwner, i => i.AddressOwner),
            AdvertisementInterval = Pick(ConfigurationKeys.AdvertisementInterval, i => i.AdvertisementInterval),
            Preempt = Pick(ConfigurationKeys.Preempt, i => i.Preempt),
            PreemptDelay = Pick(ConfigurationKeys.PreemptDelay, i => i.PreemptDelay),
            AcceptMode = Pick(ConfigurationKeys.AcceptMode, i => i.AcceptMode),
            Authentication = Pick(ConfigurationKeys.Authentication, i => i.Authentication),
            Checksum = Pick(ConfigurationKeys.Checksum, i => i.Checksum),
            Unicast = Pick(ConfigurationKeys.Unicast, i => i.Unicast),
            Heartbeat = Pick(ConfigurationKeys.Heartbeat, i => i.Heartbeat),
            MissedAdvertisements = Pick(ConfigurationKeys.MissedAdvertisements, i => i.MissedAdvertisements),
            StrictSkew = Pick(ConfigurationKeys.StrictSkew, i => i.StrictSkew),
            VirtualAddresses = Pick(ConfigurationKeys.VirtualAddresses, i => i.VirtualAddresses),
            ExcludedAddresses = Pick(ConfigurationKeys.ExcludedAddresses, i => i.ExcludedAddresses),
            VirtualRoutes = Pick(ConfigurationKeys.VirtualRoutes, i => i.VirtualRoutes),
            SplitBrainProbe = Pick(ConfigurationKeys.SplitBrainProbe, i => i.SplitBrainProbe),
            Detection = Pick(ConfigurationKeys.Detection, i => i.Detection),
            Announcements = Pick(ConfigurationKeys.Announcements, i => i.Announcements),
        };
    }
}
