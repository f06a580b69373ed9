namespace HaVip.Core.Configuration;

/// <summary>The keys of the configuration file, as they are written there and in paths and differences.</summary>
public static class ConfigurationKeys
{
    public const string Node = "node";
    public const string NetworkNamespace = "networkNamespace";
    public const string Instances = "instances";
    public const string Name = "name";
    public const string Interface = "interface";
    public const string VirtualRouterId = "virtualRouterId";
    public const string Version = "version";
    public const string Priority = "priority";
    public const string AddressOwner = "addressOwner";
    public const string AdvertisementInterval = "advertisementInterval";
    public const string Preempt = "preempt";
    public const string PreemptDelay = "preemptDelay";
    public const string AcceptMode = "acceptMode";
    public const string Authentication = "authentication";
    public const string Type = "type";
    public const string Keys = "keys";
    public const string ActiveKey = "activeKey";
    public const string AntiReplay = "antiReplay";
    public const string Window = "window";
    public const string Mode = "mode";
    public const string Checksum = "checksum";
    public const string Unicast = "unicast";
    public const string Source = "source";
    public const string Peers = "peers";
    public const string MinimumTimeToLive = "minimumTtl";
    public const string MissedAdvertisements = "missedAdvertisements";
    public const string StrictSkew = "strictSkew";
    public const string StartupDelay = "startupDelay";
    public const string Lease = "lease";
    public const string Password = "password";
    public const string VirtualAddresses = "virtualAddresses";
    public const string ExcludedAddresses = "excludedAddresses";
    public const string Address = "address";
    public const string Label = "label";
    public const string Scope = "scope";
    public const string VirtualRoutes = "virtualRoutes";
    public const string Destination = "destination";
    public const string Gateway = "gateway";
    public const string Metric = "metric";
    public const string Announcements = "announcements";
    public const string Repeat = "repeat";
    public const string Delay = "delay";
    public const string Refresh = "refresh";
}
