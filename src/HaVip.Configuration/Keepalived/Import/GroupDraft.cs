using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>A <c>vrrp_sync_group</c> as far as it has been read.</summary>
internal sealed class GroupDraft(Statement statement, string name)
{
    public Statement Statement { get; } = statement;

    public string Name { get; } = name;

    public List<(string Name, Statement Statement)> Members { get; } = [];

    public List<TrackReference> Track { get; } = [];

    public bool HasTrackingWeight { get; set; }

    public NotifyDraft Notify { get; } = new();
}
