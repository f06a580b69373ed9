using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>The rhythm of gratuitous ARP as far as it is written down.</summary>
internal sealed class AnnouncementDraft
{
    public int? Repeat { get; set; }

    public Duration? Delay { get; set; }

    public Duration? Refresh { get; set; }

    /// <summary>Between messages of IPv4.</summary>
    public Duration? ArpSpacing { get; set; }

    /// <summary>Between messages of IPv6.</summary>
    public Duration? NeighborSpacing { get; set; }
}
