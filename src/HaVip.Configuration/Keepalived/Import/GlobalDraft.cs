using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>What <c>global_defs</c> says; null is keepalived's own default.</summary>
internal sealed class GlobalDraft
{
    public string? RouterId { get; set; }

    public string? NetworkNamespace { get; set; }

    public byte? Version { get; set; }

    public byte? MissedAdvertisements { get; set; }

    public bool IsStrict { get; set; }

    public bool IsChecksumAsVersion2 { get; set; }

    public Duration? StartupDelay { get; set; }

    public AnnouncementDraft Announcements { get; } = new();

    /// <summary>The pauses of single interfaces.</summary>
    public Dictionary<string, AnnouncementDraft> InterfaceAnnouncements { get; } = new(StringComparer.Ordinal);

    public string? ScriptUser { get; set; }

    /// <summary>Named pipes that are told everything.</summary>
    public List<string> Fifos { get; } = [];

    public bool HasPriorityChanges { get; set; }

    /// <summary>Where a default comes from that an instance has to complain about.</summary>
    public Statement? StrictStatement { get; set; }
}
