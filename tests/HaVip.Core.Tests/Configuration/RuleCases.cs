using HaVip.Core.Configuration;
using HaVip.Core.Values;
using static HaVip.Core.Configuration.ConfigurationRules;

namespace HaVip.Core.Tests.Configuration;

internal static class RuleCases
{
    public static readonly RuleCase[] All =
    [
        .. Node(), .. Names(), .. Election(), .. Timing(), .. Passwords(), .. Hmac(), .. Unicast(), .. Heartbeat(),
        .. Addresses(), .. Families(), .. Routes(),
        .. AcrossInstances(), .. TrackingRuleCases.All,
    ];

    private static RuleCase[] Node() =>
    [
        new(InstanceRequired, "instances", Sample.Node()),
        new(NodeNameFormat, "node.name", Sample.Node(Sample.Instance) with { Node = new() { Name = "two words" } }),
        new(NodeNameFormat, "node.name", Sample.Node(Sample.Instance) with { Node = new() { Name = "" } }),
        .. new[] { "", ".", "..", "a/b", "a b", new string('n', 256) }.Select(name => new RuleCase(
            NetworkNamespaceFormat,
            "node.networkNamespace",
            Sample.Node(Sample.Instance) with { Node = new() { NetworkNamespace = name } })),
    ];

    private static RuleCase[] Hmac() =>
    [
        new(HmacExcludesPassword, "authentication", i => i with { Hmac = Keys(1), Version = 2 }),
        WithHmac(HmacKeyRequired, "keys", Keys(1) with { Keys = [] }),
        WithHmac(HmacKeyId, "keys.0", Keys(0)),
        WithHmac(HmacKeyLength, "keys.1", Keys(1, length: 31)),
        WithHmac(HmacKeyLength, "keys.1", Keys(1, length: 65)),
        WithHmac(HmacActiveKeyUnknown, "activeKey", Keys(1) with { ActiveKey = 2 }),
        WithHmac(HmacWindowRange, "window", Keys(1) with { Window = Duration.FromMilliseconds(999) }),
        WithHmac(HmacWindowRange, "window", Keys(1) with { Window = Duration.FromSeconds(301) }),
    ];

    private static RuleCase WithHmac(ConfigurationRule rule, string key, HmacAuthentication hmac) =>
        new(rule, $"authentication.{key}", i => i with { Hmac = hmac, Authentication = null });

    private static HmacAuthentication Keys(byte id, int length = 32) => new()
    {
        Keys = [new HmacKey(id, "hex", new Secret(new byte[length]))],
        ActiveKey = id,
    };

    private static RuleCase[] Unicast() =>
    [
        new(ChecksumIgnored, "checksum", i => i with { Version = 2, Checksum = ChecksumPreference.MessageOnly }),
        new(MissedAdvertisementsRange, "missedAdvertisements", i => i with { MissedAdvertisements = 0 }),
        new(MissedAdvertisementsRange, "missedAdvertisements", i => i with { MissedAdvertisements = 101 }),
        new(UnicastPeerRequired, "unicast.peers", i => i with { Unicast = new() }),
        Peers(UnicastAddressNotUsable, "unicast.peers[0]", "224.0.0.18"),
        Peers(UnicastAddressNotUsable, "unicast.peers[0]", "127.0.0.1"),
        Peers(UnicastFamily, "unicast.peers[1]", "192.168.6.120", "fe80::1"),
        Peers(UnicastPeerUnique, "unicast.peers[1]", "192.168.6.120", "192.168.6.120"),
        new(
            UnicastPeerUnique,
            "unicast.peers[0]",
            i => i with { Unicast = PeerList("192.168.6.120") with { Source = Bytes.Address("192.168.6.120") } }),
        new(UnicastTimeToLiveRange, "unicast.peers[0].minimumTtl", i => i with
        {
            Unicast = new() { Peers = [new UnicastPeer(Bytes.Address("192.168.6.120")) { MinimumTimeToLive = 0 }] },
        }),
        new(
            StartupDelayRange,
            "node.startupDelay",
            Sample.Node(Sample.Instance) with { Node = new() { StartupDelay = Duration.FromSeconds(1001) } }),
        Lease(LeaseRange, 1),
        Lease(LeaseRange, 86_401),
        Lease(LeaseBelowDownInterval, 3),
    ];

    private static RuleCase[] Heartbeat() =>
    [
        new(KeyRequired, "heartbeat[0].interface", i => i with { Heartbeat = [new("")] }),
        new(HeartbeatInterfaceFormat, "heartbeat[0].interface", i => i with { Heartbeat = [new("lo")] }),
        new(HeartbeatInterfaceFormat, "heartbeat[1].interface", i => i with { Heartbeat = [new("eth1"), new("a b")] }),
        new(HeartbeatInterfaceUnique, "heartbeat[0].interface", i => i with { Heartbeat = [new(i.Interface)] }),
        new(HeartbeatInterfaceUnique, "heartbeat[1].interface", i => i with { Heartbeat = [new("eth1"), new("eth1")] }),
        new(UnicastPeerRequired, "heartbeat[0].unicast.peers", i => i with
        {
            Heartbeat = [new("eth1") { Unicast = new() }],
        }),
        new(UnicastFamily, "heartbeat[0].unicast.peers[0]", i => i with
        {
            Heartbeat = [new("eth1") { Unicast = PeerList("fe80::1") }],
        }),
    ];

    private static RuleCase Lease(ConfigurationRule rule, uint seconds) => new(
        rule, "node.lease", Sample.Node(Sample.Instance) with { Node = new() { Lease = LeaseSetting.OfSeconds(seconds) } });

    private static RuleCase Peers(ConfigurationRule rule, string key, params string[] peers) =>
        new(rule, key, i => i with { Unicast = PeerList(peers) });

    private static UnicastSettings PeerList(params string[] peers) =>
        new() { Peers = [.. peers.Select(peer => new UnicastPeer(Bytes.Address(peer)))] };

    private static RuleCase[] Names() =>
    [
        new(KeyRequired, "name", i => i with { Name = "" }),
        new(KeyRequired, "interface", i => i with { Interface = "" }),
        .. new[] { "VI 1", "VI_1\n", "Ä", new string('n', 65) }.Select(
            name => new RuleCase(InstanceNameFormat, "name", i => i with { Name = name })),
        .. new[] { "sixteen-letters-", "a/b", "a b", "a:1", ".", "..", "éééééééé", "a\t" }.Select(
            name => new RuleCase(InterfaceFormat, "interface", i => i with { Interface = name })),
        new(InterfaceLoopback, "interface", i => i with { Interface = "lo" }),
    ];

    private static RuleCase[] Election() =>
    [
        new(VirtualRouterIdRange, "virtualRouterId", i => i with { VirtualRouterId = 0 }),
        new(VersionRange, "version", i => i with { Version = 1 }),
        new(VersionRange, "version", i => i with { Version = 4 }),
        new(PriorityRange, "priority", i => i with { Priority = 0 }),
        new(PriorityRange, "priority", i => i with { Priority = 255 }),
        new(PriorityIgnored, "priority", i => i with { AddressOwner = true, Priority = 150 }),
        new(OwnerAlwaysPreempts, "preempt", i => i with { AddressOwner = true, Preempt = false }),
        new(OwnerAlwaysAccepts, "acceptMode", i => i with { AddressOwner = true, AcceptMode = false }),
        new(PreemptDelayIgnored, "preemptDelay", i => i with { Preempt = false, PreemptDelay = Duration.FromSeconds(1) }),
        new(PreemptDelayRange, "preemptDelay", i => i with { PreemptDelay = Duration.FromMilliseconds(1_000_001) }),
        new(PreemptDelayRange, "preemptDelay", i => i with { PreemptDelay = Duration.FromSeconds(-1) }),
    ];

    private static RuleCase[] Timing() =>
    [
        .. new[] { 0, 999, 1001, 1500, 255_001, 256_000, -1000 }.Select(ms => Interval(2, Duration.FromMilliseconds(ms))),
        .. new[] { 0, 9, 15, 40_951, 40_960 }.Select(ms => Interval(3, Duration.FromMilliseconds(ms))),
        new(AnnouncementRepeatRange, "announcements.repeat", i => i with { Announcements = new() { Repeat = 0 } }),
        new(AnnouncementRepeatRange, "announcements.repeat", i => i with { Announcements = new() { Repeat = 101 } }),
        new(AnnouncementDelayRange, "announcements.delay", i => i with { Announcements = new() { Delay = Duration.FromSeconds(301) } }),
        new(
            AnnouncementRefreshRange,
            "announcements.refresh",
            i => i with { Announcements = new() { Refresh = Duration.FromSeconds(86_401) } }),
        new(DetectionMissesRange, "detection.misses", i => i with { Detection = new() { Misses = 0 } }),
        new(DetectionMissesRange, "detection.misses", i => i with { Detection = new() { Misses = 101 } }),
        .. new[] { 0, 9, 10_001 }.Select(ms => new RuleCase(
            DetectionIntervalRange,
            "detection.interval",
            i => i with { Detection = new() { Interval = Duration.FromMilliseconds(ms) } })),
        .. new[] { -1, 99, 3_600_001 }.Select(ms => new RuleCase(
            SplitBrainProbeRange,
            "splitBrainProbe.interval",
            i => i with { SplitBrainProbe = new() { Interval = Duration.FromMilliseconds(ms) } })),
        new(DrainRange, "handover.drain", i => i with { Handover = new() { Drain = Duration.FromSeconds(61) } }),
    ];

    private static RuleCase[] Passwords() =>
    [
        new(AuthenticationVersion, "authentication", i => i with { Version = 3 }),
        Password(PasswordLength, ""),
        Password(PasswordLength, "123456789"),
        Password(PasswordCharacters, "grün"),
        Password(PasswordCharacters, "tab\t"),
        Password(PasswordCharacters, "nul\0"),
    ];

    private static RuleCase[] Addresses() =>
    [
        new(VirtualAddressRequired, "virtualAddresses", i => i with { VirtualAddresses = [], VirtualRoutes = [] }),
        new(AddressCount, "virtualAddresses", i => i with { VirtualAddresses = Sample.Addresses(256), VirtualRoutes = [] }),
        .. new[] { "0.0.0.0/24", "127.0.0.1/8", "224.0.0.18/24", "0.1.2.3/24", "240.0.0.1/24", "255.255.255.255" }.Select(
            text => OneAddress(AddressNotUsable, "address", Sample.Address(text))),
        OneAddress(KeyRequired, "address", new VirtualAddress(default)),
        OneAddress(AddressPrefixLength, "address", Sample.Address("192.168.7.100/0")),
        OneAddress(AddressNetworkOrBroadcast, "address", Sample.Address("192.168.7.0/24")),
        OneAddress(AddressNetworkOrBroadcast, "address", Sample.Address("192.168.7.255/24")),
        OneAddress(AddressNetworkOrBroadcast, "address", Sample.Address("192.168.7.103/30")),
        OneAddress(AddressInterfaceFormat, "interface", Sample.Address("192.168.7.100/24") with { Interface = "" }),
        OneAddress(LabelFormat, "label", Sample.Address("192.168.7.100/24") with { Label = "sixteen-letters-" }),
        OneAddress(LabelFormat, "label", Sample.Address("192.168.7.100/24") with { Label = "" }),
        OneAddress(LabelFormat, "label", Sample.Address("192.168.7.100/24") with { Label = "eth0 1" }),
        new(
            LabelFormat,
            "excludedAddresses[0].label",
            i => i with { ExcludedAddresses = [Sample.Address("192.168.7.102/24") with { Label = "a/b" }] }),
    ];

    private static RuleCase[] Families() =>
    [
        new(AddressFamilyMixed, "virtualAddresses[1]", i => i with { VirtualAddresses = [Sample.Address("192.168.7.100/24"), Sample.Address("2001:db8::1/64")] }),
        new(IPv6RequiresVersion3, "instances[0].virtualAddresses", Sample.Node(Sample.IPv6 with { Version = 2 })),
        new(
            IPv6FirstAddressLinkLocal,
            "instances[0].virtualAddresses[0]",
            Sample.Node(Sample.IPv6 with { VirtualAddresses = [Sample.Address("2001:db8::1/64"), Sample.Address("fe80::1/64")] })),
        new(
            LabelFamily,
            "instances[0].virtualAddresses[0].label",
            Sample.Node(Sample.IPv6 with { VirtualAddresses = [Sample.Address("fe80::1/64") with { Label = "eth0:6" }] })),
    ];

    private static RuleCase[] Routes() =>
    [
        OneRoute(KeyRequired, "destination", new() { Gateway = Sample.Route("0.0.0.0/0", "192.168.7.1").Gateway }),
        OneRoute(KeyRequired, "gateway", Sample.Route("0.0.0.0/0", "")),
        OneRoute(RouteDestinationHostBits, "destination", Sample.Route("10.0.0.1/8", "192.168.7.1")),
        OneRoute(RouteFamily, "gateway", Sample.Route("0.0.0.0/0", "fe80::1")),
        OneRoute(RouteGatewayNotUsable, "gateway", Sample.Route("0.0.0.0/0", "224.0.0.1")),
        OneRoute(RouteGatewayNotUsable, "gateway", Sample.Route("0.0.0.0/0", "0.0.0.0")),
        OneRoute(RouteGatewayNotUsable, "gateway", Sample.Route("0.0.0.0/0", "192.168.7.101")),
        OneRoute(RouteGatewayUnreachable, "gateway", Sample.Route("0.0.0.0/0", "192.168.6.1")),
        OneRoute(RouteInterfaceFormat, "interface", Sample.Route("0.0.0.0/0", "192.168.7.1") with { Interface = "a b" }),
    ];

    private static RuleCase[] AcrossInstances() =>
    [
        new(InstanceNameUnique, "instances[1].name", Sample.Node(Sample.Instance, Sample.Second with { Name = "vi_1" })),
        new(VirtualRouterIdUnique, "instances[1].virtualRouterId", Sample.Node(Sample.Instance, Sample.Second with { VirtualRouterId = 52 })),
        new(
            VirtualRouterIdUnique,
            "instances[1].virtualRouterId",
            Sample.Node(Sample.Instance, Sample.Second with { VirtualRouterId = 52, Version = 3, Authentication = null })),
        new(
            VirtualRouterIdUnique,
            "instances[1].virtualRouterId",
            Sample.Node(
                Sample.Instance with { Heartbeat = [new("eth7")] },
                Sample.Second with { VirtualRouterId = 52, Interface = "eth7" })),
        new(
            AddressUnique,
            "instances[1].excludedAddresses[0].address",
            Sample.Node(Sample.Instance, Sample.Second with { ExcludedAddresses = [Sample.Address("192.168.7.100/32")] })),
        new(
            AddressUnique,
            "instances[0].virtualAddresses[1].address",
            Sample.Node(Sample.Second with
            {
                VirtualAddresses = [Sample.Address("192.168.8.1/24"), Sample.Address("192.168.8.1/24") with { Interface = "eth0" }],
            })),
        new(
            RouteUnique,
            "instances[1].virtualRoutes[0]",
            Sample.Node(Sample.Instance, Sample.Second with { VirtualRoutes = [Sample.Route("0.0.0.0/0", "192.168.8.1")] })),
    ];

    private static RuleCase Interval(byte version, Duration interval) =>
        new(AdvertisementIntervalRange, "advertisementInterval", i => i with
        {
            Version = version,
            Authentication = null,
            AdvertisementInterval = interval,
        });

    private static RuleCase Password(ConfigurationRule rule, string password) =>
        new(rule, "authentication.password", i => i with { Authentication = new SimplePasswordAuthentication(password) });

    private static RuleCase OneAddress(ConfigurationRule rule, string key, VirtualAddress address) =>
        new(rule, $"virtualAddresses[0].{key}", i => i with { VirtualAddresses = [address], VirtualRoutes = [] });

    private static RuleCase OneRoute(ConfigurationRule rule, string key, VirtualRoute route) =>
        new(rule, $"virtualRoutes[0].{key}", i => i with { VirtualRoutes = [route] });
}
