using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>
/// <c>garp_group</c>: pauses between announcements. keepalived counts them for all interfaces of the group together,
/// HaVip for each instance.
/// </summary>
internal static class AnnouncementGroupKeywords
{
    public const string Block = "garp_group";

    public static readonly KeywordTable<AnnouncementGroupDraft> Keywords = new(Block,
    [
        new("garp_interval", (s, d, c) => d.ArpSpacing = GlobalKeywords.Spacing(s, c)),
        new("gna_interval", (s, d, c) => d.NeighborSpacing = GlobalKeywords.Spacing(s, c)),
        new("interface", (s, d, c) =>
        {
            if (c.Word(s, "the name of an interface") is { } name) d.Add(name);
        }),
        new("interfaces", (s, d, c) =>
        {
            foreach (var word in c.Items(s).SelectMany(item => item.All)) d.Add(word.Text);
        }),
    ]);
}
