using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using static HaVip.Core.Configuration.ConfigurationKeys;

namespace HaVip.Configuration.Yaml;

/// <summary>Who may speak to an instance: authentication and unicast peers.</summary>
internal static partial class ConfigurationFormat
{
    private const string PeerExample = "192.168.6.120";

    private static MappingValue<AuthenticationFields> AuthenticationKeys() => new(
        new AuthenticationFields(),
        new ValueKey<AuthenticationFields, AuthenticationType>(
            ConfigurationKeys.Type,
            "How: a simple password (RFC 2338 section 5.3.10), or a code made with a key.",
            new ChoiceValue<AuthenticationType>(
                [("simplePassword", AuthenticationType.SimplePassword), ("hmac", AuthenticationType.Hmac)], secret: true),
            a => a.Type,
            (a, type) => a with { Type = type })
        { Example = "type: simplePassword", IsRequired = true, OtherNames = ["auth_type"] },
        new ValueKey<AuthenticationFields, SimplePasswordAuthentication>(
            Password,
            "simplePassword: 1 to 8 printable ASCII characters, the same on every node, or 'credential:NAME'.",
            new PasswordValue(),
            a => a.Password,
            (a, password) => a with { Password = password })
        {
            Example = "password: \"...\"",
            OtherNames = ["auth_pass", "pass"],
        },
        new ValueKey<AuthenticationFields, IReadOnlyList<HmacKey>>(
            Keys,
            "hmac: keys of 32 to 64 bytes by their id, the same on every node: 'file:PATH', 'credential:NAME',"
            + " 'hex:DIGITS' or the text itself.",
            new HmacKeysValue(),
            a => a.Keys,
            (a, keys) => a with { Keys = keys })
        { Example = "keys: { 1: \"file:/etc/havip/keys/1\" }", OtherNames = ["key"] },
        new ValueKey<AuthenticationFields, byte?>(
            ActiveKey,
            "hmac: the id of the key that signs.",
            new OptionalValue<byte>(new IntegerValue<byte>(1, byte.MaxValue, ConfigurationRules.HmacKeyId)),
            a => a.ActiveKey,
            (a, id) => a with { ActiveKey = id })
        { Example = "activeKey: 1", OtherNames = ["active_key"] },
        new ValueKey<AuthenticationFields, HmacAntiReplay>(
            AntiReplay,
            "hmac: what guards against replay. time needs clocks that agree; monotonic only needs them not to go back.",
            new ChoiceValue<HmacAntiReplay>([("time", HmacAntiReplay.Time), ("monotonic", HmacAntiReplay.Monotonic)]),
            a => a.AntiReplay,
            (a, mode) => a with { AntiReplay = mode })
        { Example = "antiReplay: time", OtherNames = ["anti_replay"] },
        new ValueKey<AuthenticationFields, Duration?>(
            Window,
            "hmac: how far a sender's clock may be off, 1s to 300s. Default: three intervals, at least 5s.",
            new OptionalValue<Duration>(Time),
            a => a.Window,
            (a, window) => a with { Window = window })
        { Example = "window: 5s", OtherNames = ["time_window"] },
        new ValueKey<AuthenticationFields, HmacMode>(
            Mode,
            "hmac: enforce hears only what is signed; permissive also hears what is unsigned; receiveOnly does not sign, "
            + "refuses nothing and counts. A roll-out goes the other way round.",
            new ChoiceValue<HmacMode>(
            [
                ("enforce", HmacMode.Enforce),
                ("permissive", HmacMode.Permissive),
                ("receiveOnly", HmacMode.ReceiveOnly),
            ]),
            a => a.Mode,
            (a, mode) => a with { Mode = mode })
        { Example = "mode: enforce" })
    {
        HoldsSecret = true,
    };

    private static MappingValue<UnicastSettings> UnicastValue() => new(
        new UnicastSettings(),
        new ValueKey<UnicastSettings, IpAddress?>(
            ConfigurationKeys.Source,
            "Where advertisements come from. Default: the interface's own address.",
            new OptionalValue<IpAddress>(new AddressValue()),
            u => u.Source.Family == AddressFamily.None ? null : u.Source,
            (u, source) => u with { Source = source ?? default })
        { Example = "source: 192.168.6.110", OtherNames = ["unicast_src_ip"] },
        new ValueKey<UnicastSettings, IReadOnlyList<UnicastPeer>>(
            Peers,
            "Every other node.",
            new ListValue<UnicastPeer>(new UnicastPeerValue(PeerKeys()), new UnicastPeer(default), PeerExample)
            {
                MinimumItems = 1,
            },
            u => u.Peers,
            (u, peers) => u with { Peers = peers })
        { Example = $"peers: [{PeerExample}]", IsRequired = true });

    private static MappingValue<HeartbeatPath> HeartbeatKeys() => new(
        new HeartbeatPath(""),
        new ValueKey<HeartbeatPath, string>(
            Interface,
            "The further interface.",
            InterfaceName,
            h => h.Interface,
            (h, name) => h with { Interface = name })
        { Example = "interface: eth1", IsRequired = true, OtherNames = ["dev"] },
        new ValueKey<HeartbeatPath, UnicastSettings>(
            ConfigurationKeys.Unicast,
            "Listed peers on this interface instead of multicast.",
            UnicastValue(),
            h => h.Unicast,
            (h, unicast) => h with { Unicast = unicast })
        { Example = "unicast: { peers: [10.0.0.2] }", OtherNames = ["unicast_peer"] });

    private static MappingValue<UnicastPeer> PeerKeys() => new(
        new UnicastPeer(default),
        new ValueKey<UnicastPeer, IpAddress>(
            Address,
            "The peer's address.",
            new AddressValue(),
            p => p.Address,
            (p, address) => p with { Address = address })
        { Example = $"address: {PeerExample}", IsRequired = true },
        new ValueKey<UnicastPeer, byte>(
            MinimumTimeToLive,
            "The least TTL its packets may have left: 255 on the same link, one less for each router between.",
            new IntegerValue<byte>(1, byte.MaxValue, ConfigurationRules.UnicastTimeToLiveRange),
            p => p.MinimumTimeToLive,
            (p, least) => p with { MinimumTimeToLive = least })
        { Example = "minimumTtl: 254", OtherNames = ["min_ttl"] });
}
