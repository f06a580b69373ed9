namespace HaVip.Core.Configuration;

public sealed partial class ConfigurationDiff
{
    private static readonly ComparedKey[] ComparedKeys =
    [
        new(ConfigurationKeys.Interface, (a, b) => a.Interface == b.Interface, true),
        new(ConfigurationKeys.VirtualRouterId, (a, b) => a.VirtualRouterId == b.VirtualRouterId, true),
        new(ConfigurationKeys.Version, (a, b) => a.Version == b.Version, true),
        new(ConfigurationKeys.Priority, (a, b) => a.Priority == b.Priority),
        new(ConfigurationKeys.AddressOwner, (a, b) => a.AddressOwner == b.AddressOwner, true),
        new(ConfigurationKeys.AdvertisementInterval, (a, b) => a.AdvertisementInterval == b.AdvertisementInterval),
        new(ConfigurationKeys.Preempt, (a, b) => a.Preempt == b.Preempt),
        new(ConfigurationKeys.PreemptDelay, (a, b) => a.PreemptDelay == b.PreemptDelay),
        new(ConfigurationKeys.AcceptMode, (a, b) => a.AcceptMode == b.AcceptMode),
        new(ConfigurationKeys.MissedAdvertisements, (a, b) => a.MissedAdvertisements == b.MissedAdvertisements),
        new(ConfigurationKeys.StrictSkew, (a, b) => a.StrictSkew == b.StrictSkew),
        new(ConfigurationKeys.Authentication, (a, b) => a.Authentication == b.Authentication && a.Hmac == b.Hmac),
        new(ConfigurationKeys.Checksum, (a, b) => a.Checksum == b.Checksum),
        new(ConfigurationKeys.Unicast, (a, b) => a.Unicast == b.Unicast),
        new(ConfigurationKeys.Heartbeat, (a, b) => a.Heartbeat.SequenceEqual(b.Heartbeat)),
        new(ConfigurationKeys.VirtualAddresses, (a, b) => a.VirtualAddresses.SequenceEqual(b.VirtualAddresses)),
        new(ConfigurationKeys.ExcludedAddresses, (a, b) => a.ExcludedAddresses.SequenceEqual(b.ExcludedAddresses)),
        new(ConfigurationKeys.VirtualRoutes, (a, b) => a.VirtualRoutes.SequenceEqual(b.VirtualRoutes)),
        new(ConfigurationKeys.VirtualRules, (a, b) => a.VirtualRules.SequenceEqual(b.VirtualRules)),
        new(ConfigurationKeys.VirtualMac, (a, b) => a.VirtualMac == b.VirtualMac, true),
        new(ConfigurationKeys.Handover, (a, b) => a.Handover == b.Handover),
        new(ConfigurationKeys.Announcements, (a, b) => a.Announcements == b.Announcements),
        new(ConfigurationKeys.Track, (a, b) => a.Track == b.Track),
        new(ConfigurationKeys.Notify, (a, b) => a.Notify.SequenceEqual(b.Notify)),
        new(ConfigurationKeys.Detection, (a, b) => a.Detection == b.Detection),
        new(ConfigurationKeys.SplitBrainProbe, (a, b) => a.SplitBrainProbe == b.SplitBrainProbe),
    ];

    private sealed record ComparedKey(
        string Name, Func<InstanceConfiguration, InstanceConfiguration, bool> Same, bool NeedsRestart = false);
}
