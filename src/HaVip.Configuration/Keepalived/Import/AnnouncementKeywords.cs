using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>The rhythm of gratuitous ARP, of one instance or as the default of all.</summary>
internal static class AnnouncementKeywords
{
    /// <param name="define">Makes a keyword of a block of what reads it.</param>
    /// <param name="prefix">What the names begin with in that block.</param>
    /// <param name="extra">Names of what is sent where no advertisement goes.</param>
    public static IEnumerable<Keyword<TDraft>> Of<TDraft>(
        Func<string, Action<Statement, AnnouncementDraft, ImportContext>, Keyword<TDraft>> define,
        string prefix,
        params string[] extra) =>
    [
        define(prefix + "garp_master_repeat", (s, a, c) => a.Repeat = c.Integer(s, 0, int.MaxValue) ?? a.Repeat),
        define(prefix + "garp_master_delay", (s, a, c) => a.Delay = c.Seconds(s, int.MaxValue) ?? a.Delay),
        define(prefix + "garp_master_refresh", (s, a, c) => a.Refresh = c.Seconds(s, int.MaxValue) ?? a.Refresh),
        define(prefix + "garp_master_refresh_repeat", (s, _, c) =>
        {
            if (c.Integer(s, 0, int.MaxValue) > 1) c.Lost(s, "each refresh of HaVip is one message per address.");
        }),
        define(prefix + "garp_lower_prio_repeat", LowerPriority),
        define(prefix + "garp_lower_prio_delay", LowerPriority),
        .. extra.Select(name => define(name, (s, _, c) => c.Lost(s,
            "HaVip announces its addresses on every interface they are on, with each refresh."))),
    ];

    private static void LowerPriority(Statement statement, AnnouncementDraft draft, ImportContext context) =>
        context.Lost(
            statement, "HaVip announces its addresses once a rival has left, with the rhythm of a new Master.");
}
