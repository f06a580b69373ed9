using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

internal static partial class InstanceKeywords
{
    private static IEnumerable<Keyword<InstanceDraft>> Announcements() =>
        AnnouncementKeywords.Of(
            (name, read) => Define(name, (s, d, c) => read(s, d.Announcements, c)),
            "",
            "garp_extra_if",
            "vmac_garp_intvl");
}
