using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using static HaVip.Core.Configuration.ConfigurationKeys;

namespace HaVip.Configuration.Yaml;

/// <summary>
/// The table of all keys: what each is called, means and holds. Reader, writer and JSON Schema are made from it and
/// know nothing else.
/// </summary>
internal static partial class ConfigurationFormat
{
    private static readonly BooleanValue Boolean = new();
    private static readonly DurationValue Time = new();
    private static readonly PrefixValue Prefix = new();
    private static readonly TextValue InterfaceName = new("the name of an interface, such as eth0", "^[^/:\\s]{1,15}$");
    private static readonly TextValue UserName = new("a user such as nobody, or user:group", "^[A-Za-z0-9_.$-]+(:[A-Za-z0-9_.$-]+)?$");
    private static readonly TextValue FilePath = new("an absolute path", "^/.*[^/]$");
    private static readonly TextValue Argument = new("an argument", "^[^\\u0000]*$");
    private static readonly TextValue ObjectName = new("a name", "^[A-Za-z0-9_.-]{1,64}$");

    private static readonly MappingValue<NodeSettings> NodeKeys = new(
        new NodeSettings(),
        new ValueKey<NodeSettings, string>(
            Name,
            "The node's name in states and events. Default: the host name.",
            ObjectName,
            n => n.Name,
            (n, name) => n with { Name = name })
        { Example = "name: n1" },
        new ValueKey<NodeSettings, string>(
            NetworkNamespace,
            "A network namespace made with 'ip netns add'; the runner joins it before anything else. Default: none.",
            new TextValue("the name of a network namespace", "^[^/\\s]{1,255}$"),
            n => n.NetworkNamespace,
            (n, name) => n with { NetworkNamespace = name })
        {
            Example = "networkNamespace: blue",
            OtherNames = ["netns", "net_namespace"],
        },
        new ValueKey<NodeSettings, Duration>(
            StartupDelay,
            "How long the node only listens after its start before it may become Master: 0s to 1000s.",
            Time,
            n => n.StartupDelay,
            (n, delay) => n with { StartupDelay = delay })
        {
            Example = "startupDelay: 10s",
            OtherNames = ["vrrp_startup_delay"],
        },
        new ValueKey<NodeSettings, LeaseSetting>(
            Lease,
            "How long the kernel keeps virtual addresses that a Master that died or hangs does not renew: auto, off or "
                + "whole seconds.",
            new LeaseValue(),
            n => n.Lease,
            (n, lease) => n with { Lease = lease })
        { Example = "lease: auto" },
        new ValueKey<NodeSettings, string>(
            ScriptUser,
            "Who runs the commands of checks and notifications that name no user: a name, or user:group. Default: nobody.",
            UserName,
            n => n.ScriptUser,
            (n, user) => n with { ScriptUser = user })
        { Example = "scriptUser: nobody", OtherNames = ["script_user"] });

    /// <summary>The whole file.</summary>
    public static readonly MappingValue<NodeConfiguration> Root = new(
        new NodeConfiguration(),
        new ValueKey<NodeConfiguration, NodeSettings>(
            Node,
            "What concerns the node as a whole.",
            NodeKeys,
            c => c.Node,
            (c, node) => c with { Node = node })
        { Example = "node: { name: n1 }", OtherNames = ["global_defs"] },
        new ValueKey<NodeConfiguration, IReadOnlyList<InstanceConfiguration>>(
            Instances,
            "The virtual routers this node takes part in.",
            new ListValue<InstanceConfiguration>(InstanceKeys, new InstanceConfiguration(), "name: VI_1"),
            c => c.Instances,
            (c, instances) => c with { Instances = instances })
        {
            Example = "instances: [{ name: VI_1, interface: eth0, virtualRouterId: 52, "
                + $"virtualAddresses: [{AddressExample}] }}]",
            IsRequired = true,
            OtherNames = ["vrrp_instance"],
        },
        new ValueKey<NodeConfiguration, IReadOnlyList<GroupConfiguration>>(
            Groups,
            "Instances that are Master together or not at all, such as the IPv4 and the IPv6 side of one service.",
            new ListValue<GroupConfiguration>(GroupKeys(), new GroupConfiguration(), "name: G1"),
            c => c.Groups,
            (c, groups) => c with { Groups = groups })
        { Example = "groups: [{ name: G1, instances: [VI_1, VI_2] }]", OtherNames = ["vrrp_sync_group"] },
        new ValueKey<NodeConfiguration, IReadOnlyList<CheckConfiguration>>(
            Checks,
            "What instances and groups can track beside interfaces, each under a name.",
            new ListValue<CheckConfiguration>(CheckKeys(), new CheckConfiguration(), "name: web"),
            c => c.Checks,
            (c, checks) => c with { Checks = checks })
        {
            Example = "checks: [{ name: web, type: http, url: \"http://127.0.0.1/healthz\" }]",
            OtherNames = ["vrrp_script", "vrrp_track_process", "track_file"],
        });
}
