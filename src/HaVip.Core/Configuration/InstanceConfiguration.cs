using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>One virtual router of one address family on one interface, as written in the configuration.</summary>
public sealed record InstanceConfiguration
{
    /// <summary>Unique in the node; letters, digits, <c>_ . -</c>, 1 to 64 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where advertisements are sent and heard; 1 to 15 characters, not loopback.</summary>
    public string Interface { get; init; } = "";

    /// <summary>1 to 255, unique per interface and family (RFC 9568 section 5.2.3).</summary>
    public byte VirtualRouterId { get; init; }

    /// <summary>2 (RFC 3768) or 3 (RFC 9568).</summary>
    public byte Version { get; init; } = 3;

    /// <summary>1 to 254; ignored where <see cref="AddressOwner"/> is set, which means 255 (RFC 9568 section 5.2.4).</summary>
    public byte Priority { get; init; } = DefaultPriority;

    public bool AddressOwner { get; init; }

    /// <summary>Version 2: whole seconds, 1 s to 255 s. Version 3: 10 ms to 40.95 s in steps of 10 ms.</summary>
    public Duration AdvertisementInterval { get; init; } = Duration.FromSeconds(1);

    /// <summary>Whether a better Backup takes over from a worse Master (RFC 9568 section 6.1, Preempt_Mode).</summary>
    public bool Preempt { get; init; } = true;

    /// <summary>How long a better Backup still accepts a worse Master before it preempts; 0 s to 1000 s.</summary>
    public Duration PreemptDelay { get; init; }

    /// <summary>
    /// Whether a Master takes packets sent to the virtual addresses, or only answers for them at the link (RFC 9568 section
    /// 6.1, Accept_Mode). The RFC's default is false, everybody's is true.
    /// </summary>
    public bool AcceptMode { get; init; } = true;

    /// <summary>Null means none. Version 2 only (RFC 2338 section 5.3.6).</summary>
    public SimplePasswordAuthentication? Authentication { get; init; }

    /// <summary>Null means none; excludes <see cref="Authentication"/>.</summary>
    public HmacAuthentication? Hmac { get; init; }

    /// <summary>Version 3 over IPv4 only.</summary>
    public ChecksumPreference Checksum { get; init; }

    /// <summary>Null means multicast.</summary>
    public UnicastSettings? Unicast { get; init; }

    /// <summary>
    /// Further interfaces for the same advertisements; a Backup takes over when all are silent. The order decides between
    /// equal priorities, so it is the same on all nodes. Needs HaVip on each of them.
    /// </summary>
    public IReadOnlyList<HeartbeatPath> Heartbeat { get; init; } = [];

    /// <summary>
    /// How many advertisements a Backup misses before it takes over, 1 to 100; RFC 9568 section 6.1 says 3, and all nodes
    /// must agree.
    /// </summary>
    public byte MissedAdvertisements { get; init; } = 3;

    /// <summary>
    /// Wait the whole Skew_Time after a goodbye (RFC 9568 section 6.4.2) instead of at most 20 ms: for groups with other
    /// makers' Backups of higher priority, which would preempt a second time.
    /// </summary>
    public bool StrictSkew { get; init; }

    /// <summary>The addresses in the advertisement, in its order; one family.</summary>
    public IReadOnlyList<VirtualAddress> VirtualAddresses { get; init; } = [];

    /// <summary>Owned together with the others but not in the advertisement.</summary>
    public IReadOnlyList<VirtualAddress> ExcludedAddresses { get; init; } = [];

    public IReadOnlyList<VirtualRoute> VirtualRoutes { get; init; } = [];

    public IReadOnlyList<VirtualRule> VirtualRules { get; init; } = [];

    /// <summary>
    /// Whether the addresses live behind the virtual router's own MAC (RFC 9568 section 7.3) on an interface made for them.
    /// </summary>
    public bool VirtualMac { get; init; }

    public TrackSettings Track { get; init; } = TrackSettings.None;

    public IReadOnlyList<NotifySettings> Notify { get; init; } = [];

    public AnnouncementSettings Announcements { get; init; } = new();

    public SplitBrainProbeSettings SplitBrainProbe { get; init; } = new();

    /// <summary>Null means that only the protocol's own silence tells of a Master's end.</summary>
    public DetectionSettings? Detection { get; init; }

    public HandoverSettings Handover { get; init; } = new();

    public const byte DefaultPriority = 100;

    /// <summary>What the election starts from: 255 for the address owner.</summary>
    public byte BasePriority => AddressOwner ? (byte)255 : Priority;

    /// <summary>The address owner always accepts (RFC 9568 section 6.4.3).</summary>
    public bool AcceptsPackets => AcceptMode || AddressOwner;

    /// <summary>Where the addresses are on the link (RFC 9568 section 7.3); null where that is the interface's own MAC.</summary>
    public MacAddress? VirtualMacAddress => VirtualMac ? MacAddress.VirtualRouter(Family, VirtualRouterId) : null;

    /// <summary>The virtual addresses, then the excluded ones.</summary>
    public IEnumerable<VirtualAddress> AllAddresses => VirtualAddresses.Concat(ExcludedAddresses);

    /// <summary>
    /// The family of the virtual router: that of its first virtual address; without one that of its unicast peers; else
    /// IPv4.
    /// </summary>
    public AddressFamily Family => VirtualAddresses.Count > 0 ? VirtualAddresses[0].Prefix.Family
        : Unicast is { Peers.Count: > 0 } ? Unicast.Peers[0].Address.Family
        : AddressFamily.IPv4;
}
