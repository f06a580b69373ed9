using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>Everything a <c>vrrp_sync_group</c> may hold.</summary>
internal static class GroupKeywords
{
    public const string Block = "vrrp_sync_group";

    public static readonly KeywordTable<GroupDraft> Keywords = new(Block,
    [
        new("group", ReadMembers),
        new("sync_group_tracking_weight", (_, d, _) => d.HasTrackingWeight = true),
        new("global_tracking", (_, d, _) => d.HasTrackingWeight = true),
        .. TrackReader.Blocks.Select(block =>
            new Keyword<GroupDraft>(block.Name, (s, d, c) => block.Read(s, d.Track, c))),
        .. NotifyReader.Keywords.Select(keyword =>
            new Keyword<GroupDraft>(keyword.Name, (s, d, c) => keyword.Read(s, d.Notify, c))),
    ]);

    private static void ReadMembers(Statement statement, GroupDraft draft, ImportContext context)
    {
        foreach (var item in context.Items(statement))
            draft.Members.AddRange(item.All.Select(word => (word.Text, item)));
    }
}
