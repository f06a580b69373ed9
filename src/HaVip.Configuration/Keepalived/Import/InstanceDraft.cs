using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>A <c>vrrp_instance</c> as far as it has been read; null is what nobody wrote.</summary>
internal sealed class InstanceDraft(Statement statement, string name)
{
    /// <summary>The statement that opened it.</summary>
    public Statement Statement { get; } = statement;

    /// <summary>What other blocks call it.</summary>
    public string WrittenName => Statement.Argument(0) ?? "";

    /// <summary>What HaVip calls it.</summary>
    public string Name { get; } = name;

    /// <summary>The last statement of each keyword, for what can only be judged together.</summary>
    public Dictionary<string, Statement> Statements { get; } = new(StringComparer.Ordinal);

    public bool IsMasterWanted { get; set; }

    public string? Interface { get; set; }

    public byte? VirtualRouterId { get; set; }

    public byte? Priority { get; set; }

    /// <summary>keepalived takes 255 where there is 'state MASTER' and no priority.</summary>
    public byte EffectivePriority =>
        Priority ?? (IsMasterWanted ? (byte)255 : InstanceConfiguration.DefaultPriority);

    public bool IsOwner => EffectivePriority == 255;

    public byte? Version { get; set; }

    public bool IsIPv6Native { get; set; }

    public Duration? Interval { get; set; }

    public bool IsPreemptOff { get; set; }

    public Duration? PreemptDelay { get; set; }

    public byte? MissedAdvertisements { get; set; }

    public bool? IsStrict { get; set; }

    public bool? Accept { get; set; }

    public string? AuthenticationType { get; set; }

    public string? Password { get; set; }

    public HmacAuthentication? Hmac { get; set; }

    public IpAddress? Source { get; set; }

    public List<UnicastPeer> Peers { get; } = [];

    public bool? IsChecksumAsVersion2 { get; set; }

    public List<(VirtualAddress Address, Statement Statement)> Addresses { get; } = [];

    public List<(VirtualAddress Address, Statement Statement)> Excluded { get; } = [];

    public List<(VirtualRoute Route, Statement Statement)> Routes { get; } = [];

    public List<(VirtualRule Rule, Statement Statement)> Rules { get; } = [];

    public bool IsVirtualMac { get; set; }

    public List<TrackReference> Track { get; } = [];

    public NotifyDraft Notify { get; } = new();

    public AnnouncementDraft Announcements { get; } = new();

    /// <summary>
    /// The family of the virtual router: that of its first address, or of its peers or source where it has none.
    /// </summary>
    public AddressFamily Family => Addresses.Count > 0 ? Addresses[0].Address.Prefix.Family
        : Peers.Count > 0 ? Peers[0].Address.Family
        : Source?.Family ?? (IsIPv6Native ? AddressFamily.IPv6 : AddressFamily.IPv4);
}
