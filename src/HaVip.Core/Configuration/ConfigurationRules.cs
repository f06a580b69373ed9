using static HaVip.Core.Configuration.ConfigurationKeys;
using static HaVip.Core.Configuration.DiagnosticSeverity;

namespace HaVip.Core.Configuration;

/// <summary>Every rule of <see cref="ConfigurationValidator"/>.</summary>
public static class ConfigurationRules
{
    // First in the file: the fields below add themselves to it, in their order.
    private static readonly List<ConfigurationRule> Defined = [];

    public static readonly ConfigurationRule KeyRequired = Define(nameof(KeyRequired), Error);
    public static readonly ConfigurationRule InstanceRequired = Define(nameof(InstanceRequired), Warning);
    public static readonly ConfigurationRule NodeNameFormat = Define(nameof(NodeNameFormat), Error);
    public static readonly ConfigurationRule NetworkNamespaceFormat = Define(nameof(NetworkNamespaceFormat), Error);
    public static readonly ConfigurationRule InstanceNameFormat = Define(nameof(InstanceNameFormat), Error, Name);
    public static readonly ConfigurationRule InstanceNameUnique = Define(nameof(InstanceNameUnique), Error, Name);
    public static readonly ConfigurationRule InterfaceFormat = Define(nameof(InterfaceFormat), Error, Interface);
    public static readonly ConfigurationRule InterfaceLoopback = Define(nameof(InterfaceLoopback), Error, Interface);

    public static readonly ConfigurationRule VirtualRouterIdRange =
        Define(nameof(VirtualRouterIdRange), Error, VirtualRouterId);

    public static readonly ConfigurationRule VirtualRouterIdUnique =
        Define(nameof(VirtualRouterIdUnique), Error, VirtualRouterId, Interface, Heartbeat, VirtualAddresses);

    public static readonly ConfigurationRule VersionRange = Define(nameof(VersionRange), Error, ConfigurationKeys.Version);
    public static readonly ConfigurationRule PriorityRange = Define(nameof(PriorityRange), Error, Priority, AddressOwner);
    public static readonly ConfigurationRule PriorityIgnored =
        Define(nameof(PriorityIgnored), Warning, Priority, AddressOwner);

    public static readonly ConfigurationRule AdvertisementIntervalRange =
        Define(nameof(AdvertisementIntervalRange), Error, AdvertisementInterval, ConfigurationKeys.Version);

    public static readonly ConfigurationRule PreemptDelayRange = Define(nameof(PreemptDelayRange), Error, PreemptDelay);

    public static readonly ConfigurationRule PreemptDelayIgnored =
        Define(nameof(PreemptDelayIgnored), Warning, PreemptDelay, Preempt, AddressOwner);

    public static readonly ConfigurationRule OwnerAlwaysPreempts =
        Define(nameof(OwnerAlwaysPreempts), Warning, Preempt, AddressOwner);

    public static readonly ConfigurationRule OwnerAlwaysAccepts =
        Define(nameof(OwnerAlwaysAccepts), Warning, AcceptMode, AddressOwner);

    public static readonly ConfigurationRule AuthenticationVersion =
        Define(nameof(AuthenticationVersion), Error, Authentication, ConfigurationKeys.Version);

    public static readonly ConfigurationRule PasswordLength = Define(nameof(PasswordLength), Error, Authentication);
    public static readonly ConfigurationRule PasswordCharacters = Define(nameof(PasswordCharacters), Error, Authentication);

    public static readonly ConfigurationRule HmacExcludesPassword =
        Define(nameof(HmacExcludesPassword), Error, Authentication);

    public static readonly ConfigurationRule HmacKeyRequired = Define(nameof(HmacKeyRequired), Error, Authentication);
    public static readonly ConfigurationRule HmacKeyId = Define(nameof(HmacKeyId), Error, Authentication);
    public static readonly ConfigurationRule HmacKeyLength = Define(nameof(HmacKeyLength), Error, Authentication);
    public static readonly ConfigurationRule HmacActiveKeyUnknown =
        Define(nameof(HmacActiveKeyUnknown), Error, Authentication);

    public static readonly ConfigurationRule HmacWindowRange = Define(nameof(HmacWindowRange), Error, Authentication);
    public static readonly ConfigurationRule ChecksumIgnored =
        Define(nameof(ChecksumIgnored), Warning, Checksum, ConfigurationKeys.Version, VirtualAddresses);

    public static readonly ConfigurationRule MissedAdvertisementsRange =
        Define(nameof(MissedAdvertisementsRange), Error, MissedAdvertisements);

    public static readonly ConfigurationRule StartupDelayRange = Define(nameof(StartupDelayRange), Error);
    public static readonly ConfigurationRule LeaseRange = Define(nameof(LeaseRange), Error);
    public static readonly ConfigurationRule LeaseBelowDownInterval = Define(nameof(LeaseBelowDownInterval), Warning);
    public static readonly ConfigurationRule UnicastPeerRequired = Define(nameof(UnicastPeerRequired), Error, Unicast);
    public static readonly ConfigurationRule UnicastAddressNotUsable = Define(nameof(UnicastAddressNotUsable), Error, Unicast);
    public static readonly ConfigurationRule UnicastFamily =
        Define(nameof(UnicastFamily), Error, Unicast, VirtualAddresses);

    public static readonly ConfigurationRule UnicastPeerUnique = Define(nameof(UnicastPeerUnique), Error, Unicast);
    public static readonly ConfigurationRule UnicastTimeToLiveRange = Define(nameof(UnicastTimeToLiveRange), Error, Unicast);

    public static readonly ConfigurationRule HeartbeatInterfaceFormat =
        Define(nameof(HeartbeatInterfaceFormat), Error, Heartbeat);

    public static readonly ConfigurationRule HeartbeatInterfaceUnique =
        Define(nameof(HeartbeatInterfaceUnique), Error, Heartbeat, Interface);

    public static readonly ConfigurationRule VirtualAddressRequired =
        Define(nameof(VirtualAddressRequired), Error, VirtualAddresses);

    public static readonly ConfigurationRule AddressCount =
        Define(nameof(AddressCount), Error, VirtualAddresses, ConfigurationKeys.Version);

    public static readonly ConfigurationRule AddressFamilyMixed =
        Define(nameof(AddressFamilyMixed), Error, VirtualAddresses);

    public static readonly ConfigurationRule IPv6RequiresVersion3 =
        Define(nameof(IPv6RequiresVersion3), Error, VirtualAddresses, ConfigurationKeys.Version);

    public static readonly ConfigurationRule IPv6FirstAddressLinkLocal =
        Define(nameof(IPv6FirstAddressLinkLocal), Warning, VirtualAddresses);

    public static readonly ConfigurationRule AddressNotUsable = Define(nameof(AddressNotUsable), Error);
    public static readonly ConfigurationRule AddressPrefixLength = Define(nameof(AddressPrefixLength), Error);
    public static readonly ConfigurationRule AddressNetworkOrBroadcast = Define(nameof(AddressNetworkOrBroadcast), Warning);
    public static readonly ConfigurationRule AddressUnique = Define(nameof(AddressUnique), Error, Interface);
    public static readonly ConfigurationRule AddressInterfaceFormat = Define(nameof(AddressInterfaceFormat), Error);
    public static readonly ConfigurationRule LabelFamily = Define(nameof(LabelFamily), Error);
    public static readonly ConfigurationRule LabelFormat = Define(nameof(LabelFormat), Error);
    public static readonly ConfigurationRule RouteDestinationHostBits = Define(nameof(RouteDestinationHostBits), Error);
    public static readonly ConfigurationRule RouteFamily = Define(nameof(RouteFamily), Error);
    public static readonly ConfigurationRule RouteGatewayNotUsable = Define(nameof(RouteGatewayNotUsable), Error);
    public static readonly ConfigurationRule RouteInterfaceFormat = Define(nameof(RouteInterfaceFormat), Error);

    public static readonly ConfigurationRule RouteGatewayUnreachable =
        Define(nameof(RouteGatewayUnreachable), Warning, VirtualRoutes, VirtualAddresses, ExcludedAddresses);

    public static readonly ConfigurationRule RouteUnique = Define(nameof(RouteUnique), Warning, VirtualRoutes);

    public static readonly ConfigurationRule DrainRange = Define(nameof(DrainRange), Error, Handover);

    public static readonly ConfigurationRule AnnouncementRepeatRange =
        Define(nameof(AnnouncementRepeatRange), Error, Announcements);

    public static readonly ConfigurationRule AnnouncementDelayRange =
        Define(nameof(AnnouncementDelayRange), Error, Announcements);

    public static readonly ConfigurationRule AnnouncementRefreshRange =
        Define(nameof(AnnouncementRefreshRange), Error, Announcements);

    public static readonly ConfigurationRule SplitBrainProbeRange =
        Define(nameof(SplitBrainProbeRange), Error, SplitBrainProbe);

    public static readonly ConfigurationRule DetectionIntervalRange = Define(nameof(DetectionIntervalRange), Error, Detection);
    public static readonly ConfigurationRule DetectionMissesRange = Define(nameof(DetectionMissesRange), Error, Detection);

    /// <summary>All of them, in the order above; behind them those of <see cref="TrackingRules"/>.</summary>
    public static IReadOnlyList<ConfigurationRule> All { get; } = [.. Defined, .. TrackingRules.All];

    private static ConfigurationRule Define(string id, DiagnosticSeverity severity, params string[] keys)
    {
        var rule = new ConfigurationRule(id, severity, keys);
        Defined.Add(rule);
        return rule;
    }
}
