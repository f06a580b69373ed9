using HaVip.Core.Configuration;
using HaVip.Core.Values;
using static HaVip.Core.Configuration.ConfigurationRules;
using static HaVip.Core.Configuration.TrackingRules;

namespace HaVip.Core.Tests.Configuration;

/// <summary>Checks, tracking, groups, notifications, and the options of addresses, routes and rules.</summary>
internal static class TrackingRuleCases
{
    private static readonly CheckConfiguration Web = new() { Name = "web", Type = CheckType.Process, Process = "nginx" };
    private static readonly CheckConfiguration Url = new() { Name = "web", Type = CheckType.Http, Url = "http://127.0.0.1/" };
    private static readonly CheckConfiguration Script = new() { Name = "web", Type = CheckType.Script, Command = ["/bin/true"] };
    private static readonly CheckConfiguration Flag = new() { Name = "web", Type = CheckType.File, Path = "/run/drain" };
    private static readonly NotifySettings Tell = new() { Command = ["/bin/true"] };
    private static readonly VirtualRule Rule = new() { Preference = 7, Table = 7 };

    // Last in the textual order: the cases are made from the fields above.
    public static readonly RuleCase[] All = [.. Content(), .. Track(), .. Notify(), .. Groups(), .. Checks(), .. Subjects()];

    private static RuleCase[] Content() =>
    [
        Node(ScriptUserFormat, "node.scriptUser", n => n with { Node = new() { ScriptUser = "two words" } }),
        Node(ScriptUserFormat, "node.scriptUser", n => n with { Node = new() { ScriptUser = "a:b:c" } }),
        new(BroadcastFamily, "excludedAddresses[0].broadcast", i => i with
        {
            ExcludedAddresses = [Sample.Address("2001:db8::1/64") with { Broadcast = IpAddress.FromIPv4(1) }],
        }),
        new(PeerFamily, "excludedAddresses[0].peer", i => i with
        {
            ExcludedAddresses = [Sample.Address("2001:db8::1/64") with { Peer = Sample.Address("10.0.0.1/32").Prefix }],
        }),
        new(PreferredLifetimeRange, "excludedAddresses[0].preferredLifetime", i => i with
        {
            ExcludedAddresses = [Sample.Address("192.168.9.1/24") with { PreferredLifetime = Duration.MaxValue }],
        }),
        Route(RouteKeyNotApplicable, "gateway", Sample.Route("10.0.0.0/8", "192.168.7.1") with { Type = RouteType.Blackhole }),
        Route(RouteKeyNotApplicable, "mtu", Sample.Route("10.0.0.0/8", "") with { Type = RouteType.Prohibit, Mtu = 1400 }),
        Route(RouteSourceFamily, "source", Sample.Route("10.0.0.0/8", "192.168.7.1") with { Source = Sample.IPv6.VirtualAddresses[0].Prefix.Address }),
        Route(RouteMtuRange, "mtu", Sample.Route("10.0.0.0/8", "192.168.7.1") with { Mtu = 67 }),
        OneRule(RulePreferenceRange, "preference", Rule with { Preference = 0 }),
        OneRule(RulePreferenceRange, "preference", Rule with { Preference = 32_766 }),
        OneRule(RuleHostBits, "from", Rule with { From = Sample.Address("10.0.0.1/8").Prefix }),
        OneRule(RuleFamily, "to", Rule with { From = Sample.Address("10.0.0.0/8").Prefix, To = Sample.Address("2001:db8::/32").Prefix }),
        OneRule(RuleTable, "table", Rule with { Table = 0 }),
        OneRule(RuleTable, "table", Rule with { Action = RuleAction.Blackhole }),
        OneRule(RuleInterfaceFormat, "outputInterface", Rule with { OutputInterface = "a b" }),
        new(AnnouncementSpacingRange, "announcements.spacing", i => i with { Announcements = new() { Spacing = Duration.FromSeconds(2) } }),
    ];

    private static RuleCase[] Track() =>
    [
        Interfaces(TrackedInterfaceFormat, "interfaces[0].name", new TrackedInterface("a b")),
        Interfaces(TrackedInterfaceOwn, "interfaces[0].name", new TrackedInterface("eth0")),
        Interfaces(TrackedInterfaceUnique, "interfaces[1].name", new TrackedInterface("eth1"), new TrackedInterface("eth1")),
        Interfaces(TrackDelayRange, "interfaces[0].downDelay", new TrackedInterface("eth1") { DownDelay = Duration.FromSeconds(3601) }),
        Interfaces(TrackWeightRange, "interfaces[0].weight", new TrackedInterface("eth1") { Weight = -254 }),
        Interfaces(KeyRequired, "interfaces[0].name", new TrackedInterface("")),
        Tracked(TrackedCheckUnknown, "instances[0].track.checks[0].name", Web, new TrackedCheck("wbe")) with
        {
            Configuration = Tracked(TrackedCheckUnknown, "", Web, new TrackedCheck("wbe"), new TrackedCheck("web")).Configuration,
        },
        Tracked(TrackedCheckUnique, "instances[0].track.checks[1].name", Web, new TrackedCheck("web"), new TrackedCheck("web")),
        Tracked(TrackWeightRange, "instances[0].track.checks[0].weight", Web, new TrackedCheck("web") { Weight = 255 }),
        Tracked(TrackWeightRange, "instances[0].track.checks[0].weight", Url, new TrackedCheck("web") { Weight = 254 }),
        new(TrackWeightOwner, "track.interfaces[0].weight", i => i with
        {
            AddressOwner = true, Track = new() { Interfaces = [new("eth1") { Weight = 1 }] },
        }),
        Pair(TrackWeightInGroup, "groups[0].track.interfaces[0].weight", g => g with
        {
            Track = new() { Interfaces = [new("eth1") { Weight = -1 }] },
        }),
        Node(
            TrackWeightInGroup,
            "instances[1].track.interfaces[0].weight",
            n => n with { Groups = [Group] },
            second: i => i with { Track = new() { Interfaces = [new("eth1") { Weight = -1 }] } }),
    ];

    private static RuleCase[] Notify() =>
    [
        Told(NotifyTarget, "notify[0]", new NotifySettings()),
        Told(NotifyTarget, "notify[0]", Tell with { Fifo = "/run/x" }),
        Told(NotifyCommandFormat, "notify[0].command", Tell with { Command = ["notify"] }),
        Told(NotifyCommandFormat, "notify[0].command", Tell with { Command = ["/etc/../x"] }),
        Told(NotifyCommandFormat, "notify[0].command", Tell with { Command = ["/bin/true", "a\0b"] }),
        Told(NotifyFifoFormat, "notify[0].fifo", new NotifySettings { Fifo = "x" }),
        Told(NotifyEventRequired, "notify[0].events", Tell with { Events = NotifyEvents.None }),
        Told(NotifyTimeoutRange, "notify[0].timeout", Tell with { Timeout = Duration.Zero }),
        Told(NotifyRetryRange, "notify[0].retry", Tell with { Retry = Duration.FromSeconds(4000) }),
        Told(NotifyUserFormat, "notify[0].user", Tell with { User = "" }),
    ];

    private static RuleCase[] Groups() =>
    [
        Pair(KeyRequired, "groups[0].name", g => g with { Name = "" }),
        Pair(GroupNameFormat, "groups[0].name", g => g with { Name = "two words" }),
        Node(GroupNameUnique, "groups[1].name", n => n with
        {
            Instances = [.. n.Instances, Third(4), Third(5)],
            Groups = [Group, new() { Name = "g1", Instances = ["VI_4", "VI_5"] }],
        }),
        Pair(GroupInstanceRequired, "groups[0].instances", g => g with { Instances = [] }),
        Pair(GroupInstanceUnknown, "groups[0].instances[2]", g => g with { Instances = ["VI_1", "VI_2", "VI_3"] }),
        Pair(GroupInstanceUnique, "groups[0].instances[2]", g => g with { Instances = ["VI_1", "VI_2", "VI_1"] }),
        Pair(GroupOfOne, "groups[0].instances", g => g with { Instances = ["VI_1"] }),
        Node(GroupMembersDiffer, "groups[0].instances", n => n with { Groups = [Group] }, second: i => i with { Priority = 7 }),
        Node(GroupOwnerMixed, "groups[0].instances", n => n with { Groups = [Group] }, second: i => i with { AddressOwner = true }),
    ];

    private static RuleCase[] Checks() =>
    [
        Checked(CheckNameFormat, "name", Web with { Name = "two words" }),
        Node(CheckNameUnique, "checks[1].name", n => n with
        {
            Checks = [Web, Web with { Name = "WEB" }],
            Instances = [n.Instances[0] with { Track = new() { Checks = [new("web"), new("WEB")] } }],
        }),
        Node(CheckUnused, "checks[0]", n => n with { Checks = [Web] }),
        Checked(CheckKeyNotApplicable, "url", Web with { Url = "http://127.0.0.1/" }),
        Checked(CheckKeyNotApplicable, "interval", Web with { Interval = Duration.FromSeconds(2) }),
        Checked(CheckKeyNotApplicable, "downDelay", Url with { DownDelay = Duration.FromSeconds(2) }),
        Checked(CheckIntervalRange, "interval", Url with { Interval = Duration.FromMilliseconds(99) }),
        Checked(CheckTimeoutRange, "timeout", Url with { Timeout = Duration.Zero }),
        Checked(CheckRiseRange, "rise", Url with { Rise = 0 }),
        Checked(CheckFallRange, "fall", Url with { Fall = 0 }),
        Checked(CheckDelayRange, "upDelay", Web with { UpDelay = Duration.FromSeconds(3601) }),
    ];

    private static RuleCase[] Subjects() =>
    [
        Checked(KeyRequired, "process", Web with { Process = null }),
        Checked(CheckProcessFormat, "process", Web with { Process = "sixteen-letters-" }),
        Checked(CheckProcessFormat, "process", Web with { Process = "sbin/nginx" }),
        Checked(CheckQuorumRange, "quorum", Web with { Quorum = 0 }),
        Checked(CheckQuorumRange, "quorum", Web with { Quorum = 3, Maximum = 2 }),
        Checked(KeyRequired, "endpoint", new() { Name = "web", Type = CheckType.Tcp }),
        Checked(KeyRequired, "url", Url with { Url = null }),
        Checked(CheckUrlFormat, "url", Url with { Url = "ftp://127.0.0.1/" }),
        Checked(CheckUrlFormat, "url", Url with { Url = "http://user:word@127.0.0.1/" }),
        Checked(CheckServerName, "serverName", Url with { ServerName = "a b" }),
        Checked(CheckExpectation, "expectBody", Url with { ExpectBody = "" }),
        Checked(CheckExpectation, "expectHeader", Url with { ExpectHeader = "a\r\nb" }),
        Checked(KeyRequired, "command", Script with { Command = [] }),
        Checked(CheckCommandFormat, "command", Script with { Command = ["true"] }),
        Checked(CheckUserFormat, "user", Script with { User = "-x" }),
        Checked(KeyRequired, "path", Flag with { Path = null }),
        Checked(CheckPathFormat, "path", Flag with { Path = "drain" }),
        Checked(KeyRequired, "interface", new() { Name = "web", Type = CheckType.Interface }),
        Checked(CheckInterfaceFormat, "interface", new() { Name = "web", Type = CheckType.Interface, Interface = "a/b" }),
    ];

    private static GroupConfiguration Group => new() { Name = "G1", Instances = ["VI_1", "VI_2"] };

    private static InstanceConfiguration Third(byte id) => Sample.Second with
    {
        Name = $"VI_{id}",
        VirtualRouterId = id,
        VirtualAddresses = [Sample.Address($"192.168.9.{id}/24")],
    };

    private static RuleCase Node(
        ConfigurationRule rule,
        string path,
        Func<NodeConfiguration, NodeConfiguration> change,
        Func<InstanceConfiguration, InstanceConfiguration>? second = null) =>
        new(rule, path, change(Sample.Node(Sample.Instance, second is null ? Sample.Second : second(Sample.Second))));

    private static RuleCase Pair(ConfigurationRule rule, string path, Func<GroupConfiguration, GroupConfiguration> change) =>
        Node(rule, path, n => n with { Groups = [change(Group)] });

    private static RuleCase Interfaces(ConfigurationRule rule, string key, params TrackedInterface[] interfaces) =>
        new(rule, $"track.{key}", i => i with { Track = new() { Interfaces = interfaces } });

    private static RuleCase Tracked(
        ConfigurationRule rule, string path, CheckConfiguration check, params TrackedCheck[] tracked) =>
        Node(rule, path, n => n with
        {
            Checks = [check],
            Instances = [n.Instances[0] with { Track = new() { Checks = tracked } }],
        });

    private static RuleCase Checked(ConfigurationRule rule, string key, CheckConfiguration check) =>
        Tracked(rule, $"checks[0].{key}", check, new TrackedCheck(check.Name));

    private static RuleCase Told(ConfigurationRule rule, string key, NotifySettings notify) =>
        new(rule, key, i => i with { Notify = [notify] });

    private static RuleCase Route(ConfigurationRule rule, string key, VirtualRoute route) =>
        new(rule, $"virtualRoutes[0].{key}", i => i with { VirtualRoutes = [route] });

    private static RuleCase OneRule(ConfigurationRule rule, string key, VirtualRule one) =>
        new(rule, $"virtualRules[0].{key}", i => i with { VirtualRules = [one] });
}
