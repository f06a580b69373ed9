using HaVip.Configuration.Yaml;
using static HaVip.Configuration.Tests.Yaml.ReaderCase;

namespace HaVip.Configuration.Tests.Yaml;

internal static class ReaderCases
{
    public static readonly ReaderCase[] All =
        [.. Documents(), .. Keys(), .. Kinds(), .. Numbers(), .. Words(), .. Addresses(), .. Security(), .. Rules()];

    private static ReaderCase[] Documents() =>
    [
        new("DocumentEmpty", "", "§", "The configuration is empty."),
        new("DocumentEmpty", "", "§# only a comment\n", "The configuration is empty."),
        new("DocumentEmpty", "", "§---\n...\n", "The configuration is empty."),
        new("DocumentEmpty", "", "§~\n", "The configuration is empty."),
        new("DocumentSingle", "", "instances: []\n§---\ninstances: []\n", "A second YAML document begins here."),
        new("YamlSyntax", "", "instances: [\n§", "This is not YAML"),
        new("YamlSyntax", "", "instances: []\nnode: { name: §'n1 }\n", "This is not YAML"),
        new("TabIndentation", "", "instances:\n§\t- name: VI_1\n", "indented with a tab"),
        new("TabIndentation", "", "instances:\n  - name: VI_1\n  §\tinterface: eth0\n", "indented with a tab"),
        new("TagNotSupported", "", "instances: §!!seq []\n", "YAML tags are not used here."),
        new("AliasUnknown", "", "instances: §*nowhere\n", "refers to no anchor before it"),
        new("AliasUnknown", "", "instances: &self [§*self]\n", "refers to no anchor before it"),
        new("NestingDepth", "", "instances: " + new string('[', 32) + "§[" + new string(']', 33), "nest deeper than 32 levels"),
        new("NestingDepth", "", "instances: " + new string('[', 32) + "§" + new string('[', 100_000), "nest deeper than 32 levels"),
        new("DocumentSize", "", Laughs(), "more than 100000 values"),
    ];

    private static ReaderCase[] Keys() =>
    [
        new("KeyRequired", "instances", "§node: {}\n", "'instances' is missing."),
        new("KeyRequired", "instances", "§{}\n", "'instances' is missing."),
        new("KeyRequired", "instances", "§instances:\n", "'instances' is missing."),
        Instance("KeyRequired", "interface", "interface:", "'interface' is missing.") with
        {
            MarkedText = "instances:\n  - §name: VI_1\n    virtualRouterId: 52\n    virtualAddresses: [192.168.7.100/24]\n",
        },
        Instance("KeyRequired", "authentication.password", "authentication: §{ type: simplePassword }", "'password' is missing."),
        Instance("KeyUnknown", "priorty", "§priorty: 100", "Did you mean 'priority'?"),
        Instance("KeyUnknown", "Priority", "§Priority: 100", "Did you mean 'priority'?"),
        Instance("KeyUnknown", "virtual_router_id", "§virtual_router_id: 5", "Did you mean 'virtualRouterId'?"),
        Instance("KeyUnknown", "virutalAddresses", "§virutalAddresses: []", "Did you mean 'virtualAddresses'?"),
        Instance("KeyUnknown", "advert_int", "§advert_int: 1", "Did you mean 'advertisementInterval'?"),
        Instance("KeyUnknown", "colour", "§colour: red", "'colour' is not a known key of instances[0]. The keys here are: name, interface,"),
        Instance("KeyUnknown", "announcements.repat", "announcements: { §repat: 5 }", "Did you mean 'repeat'?"),
        Instance("KeyUnknown", "authentication", "authentication: { type: simplePassword, password: x, §1111: y }", "This key is not known."),
        new("KeyUnknown", "<<", "instances: []\n§<<: {}\n", "'<<' is not a known key of the configuration."),
        new("ValueFormat", "node.lease", "instances: []\nnode: { lease: §1.5s }\n", "lease is '1.5s': expected auto, off or whole seconds such as 4s."),
        Instance("KeyDuplicate", "priority", "priority: 1\n§priority: 2", "'priority' is written twice: it is already in line 7."),
        new("KeyDuplicate", "instances", "instances: []\n§instances: []\n", "it is already in line 1."),
        new("KeyFormat", "", "instances: []\n? §[a]\n: b\n", "The key here is a list"),
    ];

    private static ReaderCase[] Kinds() =>
    [
        new("ValueKind", "", "§- name: VI_1\n", "the configuration is a list: expected a mapping"),
        new("ValueKind", "", "§hello\n", "the configuration is a single value: expected a mapping"),
        new("ValueKind", "node", "instances: []\nnode: §n1\n", "node is a single value: expected a mapping"),
        new("ValueKind", "instances", "instances:\n  §name: VI_1\n", "instances is a mapping: expected a list. Begin each item"),
        new("ValueKind", "instances[0]", "instances:\n  - §VI_1\n", "instances[0] is a single value: expected a mapping"),
        Instance("ValueKind", "virtualAddresses", "virtualAddresses: §192.168.7.100/24", "virtualAddresses is a single value: expected a list."),
        Instance("ValueKind", "virtualAddresses[0]", "virtualAddresses: [§[192.168.7.100/24]]", "virtualAddresses[0] is a list: expected an address"),
        Instance("ValueKind", "virtualRoutes[0]", "virtualRoutes: [§default via 192.168.7.1]", "virtualRoutes[0] is a single value: expected a mapping"),
        Instance("ValueKind", "priority", "priority: §[100]", "priority is a list: expected a whole number from 1 to 254."),
        Instance("ValueKind", "authentication", "authentication: §s3cret", "authentication is a single value: expected a mapping"),
        Instance("ValueKind", "authentication.password", "authentication: { type: simplePassword, password: §[s3cret] }", "password is a list: expected a text."),
    ];

    private static ReaderCase[] Numbers() =>
    [
        Instance("VirtualRouterIdRange", "virtualRouterId", "virtualRouterId: §0", "expected a whole number from 1 to 255."),
        Instance("VirtualRouterIdRange", "virtualRouterId", "virtualRouterId: §256", "virtualRouterId is 256: expected a whole number from 1 to 255."),
        Instance("VirtualRouterIdRange", "virtualRouterId", "virtualRouterId: §-1", "virtualRouterId is -1: expected"),
        Instance("VirtualRouterIdRange", "virtualRouterId", "virtualRouterId: §" + new string('9', 500), "9999..."),
        Instance("PriorityRange", "priority", "priority: §255", "write 'addressOwner: true'"),
        Instance("PriorityRange", "priority", "priority: §1000", "priority is 1000: expected a whole number from 1 to 254."),
        Instance("VersionRange", "version", "version: §4", "expected 2 (RFC 3768) or 3 (RFC 9568)."),
        Instance("ValueFormat", "priority", "priority: §high", "priority is 'high': expected a whole number"),
        Instance("ValueFormat", "priority", "priority: §\"100\"", "Leave the quotes out."),
        Instance("ValueFormat", "priority", "priority: §0100", "without leading zeros"),
        Instance("ValueFormat", "priority", "priority: §1e2", "expected a whole number"),
        Instance("ValueFormat", "priority", "priority: §100.0", "expected a whole number"),
        Instance("ValueRange", "virtualRoutes[0].metric", "virtualRoutes: [{ destination: default, gateway: 192.168.7.1, metric: §4294967296 }]", "metric is 4294967296"),
        Instance("ValueFormat", "advertisementInterval", "advertisementInterval: §1 sec", "expected a duration such as 1s"),
        Instance("ValueFormat", "preemptDelay", "preemptDelay: §-1s", "expected a duration"),
        Instance("AdvertisementIntervalRange", "advertisementInterval", "advertisementInterval: §1500ms", "The nearest is 2s."),
    ];

    private static ReaderCase[] Words() =>
    [
        Instance("ValueFormat", "preempt", "preempt: §yes", "preempt is 'yes': expected true or false. Write true."),
        Instance("ValueFormat", "preempt", "preempt: §Off", "Write false."),
        Instance("ValueFormat", "preempt", "preempt: §\"true\"", "preempt is the text \"true\": expected true or false. Leave the quotes out."),
        Instance("ValueFormat", "preempt", "preempt: §maybe", "preempt is 'maybe': expected true or false."),
        Instance("ValueFormat", "virtualAddresses[0].scope", "virtualAddresses: [{ address: 192.168.7.100/24, scope: §gobal }]", "expected global, site, link or host. Did you mean 'global'?"),
        Instance("ValueFormat", "authentication.type", "authentication: { type: §s3cret, password: x }", "type is not usable: expected simplePassword or hmac."),
    ];

    private static ReaderCase[] Addresses() =>
    [
        Instance("ValueFormat", "virtualAddresses[0]", "virtualAddresses: [§192.168.7.300/24]", "expected an address with its prefix length"),
        Instance("ValueFormat", "virtualAddresses[0]", "virtualAddresses: [§192.168.7.100/33]", "Prefix lengths are 0 to 32"),
        Instance("ValueFormat", "virtualAddresses[1]", "virtualAddresses:\n- 192.168.7.100/24\n- §192.168.7.101/24 dev eth1", "Write more than the address as a mapping"),
        Instance("ValueFormat", "virtualAddresses[0]", "virtualAddresses:\n-§", "virtualAddresses[0] is empty"),
        Instance("ValueFormat", "virtualAddresses[0].address", "virtualAddresses: [{ address: §eth0 }]", "address is 'eth0'"),
        Instance("ValueFormat", "virtualRoutes[0].destination", "virtualRoutes: [{ destination: §defualt, gateway: 192.168.7.1 }]", "Did you mean 'default'?"),
        Instance("ValueFormat", "virtualRoutes[0].gateway", "virtualRoutes: [{ destination: default, gateway: §192.168.7.1/24 }]", "Leave the prefix length out."),
    ];

    private static ReaderCase[] Security() =>
    [
        Instance("KeyRequired", "authentication.activeKey", "authentication: §{ type: hmac, keys: { 1: " + Key + " } }", "Write it, for example: activeKey: 1"),
        Instance("KeyRequired", "unicast.peers", "unicast: §{ source: 192.168.6.110 }", "'peers' is missing."),
        Instance("KeyDuplicate", "authentication.keys.1", Hmac("{ 1: " + Key + ", §01: x }, activeKey: 1"), "Key 1 is written twice."),
        Instance("KeyNotApplicable", "authentication.password", Hmac("{ 1: " + Key + " }, activeKey: 1, §password: x"), "'type: hmac'"),
        Instance("KeyNotApplicable", "authentication.window", "authentication: { type: simplePassword, password: x, §window: 5s }", "'type: simplePassword'"),
        Instance("KeyFileUnreadable", "authentication.keys.1", Hmac("{ 1: §\"file:/nowhere/key\" }, activeKey: 1"), "there is no file '/nowhere/key'"),
        Instance("KeyFileUnreadable", "authentication.keys.1", Hmac("{ 1: §\"file:/proc/self/maps\" }, activeKey: 1"), "can be read by others"),
        Instance("KeyFileUnreadable", "authentication.keys.1", Hmac("{ 1: §\"hex:0g\" }, activeKey: 1"), "not pairs of hexadecimal digits"),
        Instance("CredentialUnavailable", "authentication.keys.1", Hmac("{ 1: §\"credential:../key\" }, activeKey: 1"), "the name of a credential"),
        Instance("CredentialUnavailable", "authentication.password", "authentication: { type: simplePassword, password: §\"credential:a b\" }", "the name of a credential"),
        Instance("HmacKeyLength", "authentication.keys.1", Hmac("{ 1: §\"hex:00ff\" }, activeKey: 1"), "Key 1 has 2 bytes"),
        Instance("HmacKeyId", "authentication.keys", Hmac("{ §256: " + Key + " }"), "from 1 to 255"),
        Instance("HmacKeyRequired", "authentication.keys", Hmac("§{}"), "There is no key"),
        Instance("HmacActiveKeyUnknown", "authentication.activeKey", Hmac("{ 1: " + Key + " }, activeKey: §2"), "The keys are: 1."),
        Instance("ValueKind", "authentication.keys", Hmac("§[" + Key + "], activeKey: 1"), "expected ids and keys"),
        Instance("ValueKind", "authentication.keys.1", Hmac("{ 1: §[" + Key + "] }, activeKey: 1"), "Key 1 is not a text"),
        Instance("ValueFormat", "authentication.mode", Hmac("{ 1: " + Key + " }, activeKey: 1, mode: §strict"), "enforce, permissive or receiveOnly"),
        Instance("HeartbeatInterfaceFormat", "heartbeat[0].interface", "heartbeat: [§a/b]", "cannot be the name of an interface"),
        Instance("KeyRequired", "heartbeat[1].interface", "heartbeat: [eth1, §{ unicast: { peers: [10.0.0.2] } }]", "'interface' is missing."),
        Instance("HeartbeatInterfaceUnique", "heartbeat[0].interface", "heartbeat: [§eth0]", "eth0 is the instance's own interface already."),
        Instance("UnicastPeerRequired", "unicast.peers", "unicast: { peers: §[] }", "There is no unicast peer"),
        Instance("ValueFormat", "unicast.source", "unicast: { source: §eth0, peers: [192.168.6.120] }", "source is 'eth0': expected an address"),
        Instance("UnicastTimeToLiveRange", "unicast.peers[0].minimumTtl", "unicast: { peers: [{ address: 192.168.6.120, minimumTtl: §0 }] }", "from 1 to 255"),
    ];

    private const string Key = "\"0123456789abcdef0123456789abcdef\"";

    private static string Hmac(string keys) => $"authentication: {{ type: hmac, keys: {keys} }}";

    private static ReaderCase[] Rules() =>
    [
        Instance("VirtualAddressRequired", "virtualAddresses", "virtualAddresses: §[]", "The instance has no virtual address"),
        Instance("AddressNetworkOrBroadcast", "virtualAddresses[1].address", "virtualAddresses:\n- 192.168.7.100/24\n- §192.168.7.255/24", "broadcast"),
        Instance("AddressNotUsable", "virtualAddresses[0].address", "virtualAddresses: [{ label: a, address: §127.0.0.1/8 }]", "a loopback address"),
        Instance("LabelFormat", "virtualAddresses[0].label", "virtualAddresses: [{ address: 192.168.7.100/24, label: §\"a b\" }]", "cannot be the label"),
        Instance("IPv6FirstAddressLinkLocal", "virtualAddresses[0]", "virtualAddresses: [§2001:db8::1/64]", "should be (RFC 9568 section 5.2.9)"),
        Instance("RouteGatewayUnreachable", "virtualRoutes[0].gateway", "virtualRoutes:\n- destination: default\n  gateway: §10.0.0.1", "10.0.0.1"),
        Instance("AuthenticationVersion", "authentication", "version: 3\nauthentication: §{ type: simplePassword, password: x }", "no room for a password"),
        Instance("PasswordLength", "authentication.password", "authentication: { type: simplePassword, password: §123456789 }", "The password has 9 characters"),
        Instance("PasswordLength", "authentication.password", "authentication: { type: simplePassword, password: §\"\" }", "The password is empty"),
        Instance("InterfaceLoopback", "interface", "interface: §lo", "loopback"),
        new("InstanceRequired", "instances", "instances: §[]\n", "There is no instance"),
        new("NetworkNamespaceFormat", "node.networkNamespace", "instances: []\nnode: { networkNamespace: §/run/netns/a }\n", "not the name of a network namespace"),
    ];

    /// <summary>Nine lists that hold ten of the one before: a billion values in 400 bytes.</summary>
    private static string Laughs()
    {
        var text = "instances: []\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (var i = 1; i < 9; i++)
        {
            // a3 holds 11111 values, so with what came before the eighth of them in a4 is over 100000.
            var aliases = Enumerable.Range(1, 10).Select(n => (i == 4 && n == 8 ? Mark.ToString() : "") + $"*a{i - 1}");
            text += $"a{i}: &a{i} [{string.Join(", ", aliases)}]\n";
        }

        return text;
    }
}
