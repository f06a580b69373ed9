using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

internal static partial class InstanceKeywords
{
    private static readonly Duration ShortestInterval = Duration.FromMilliseconds(10);

    private static IEnumerable<Keyword<InstanceDraft>> Election() =>
    [
        Define("state", ReadState),
        Define("interface", (s, d, c) => d.Interface = c.Word(s, "the name of an interface") ?? d.Interface),
        Define("virtual_router_id", (s, d, c) => d.VirtualRouterId = (byte?)c.Integer(s, 1, 255) ?? d.VirtualRouterId),
        Define("priority", (s, d, c) => d.Priority = (byte?)c.Integer(s, 1, 255) ?? d.Priority),
        Define("version", (s, d, c) => d.Version = (byte?)c.Integer(s, 2, 3) ?? d.Version),
        Define("native_ipv6", (_, d, _) => d.IsIPv6Native = true),
        Define("nopreempt", (_, d, _) => d.IsPreemptOff = true),
        Define("preempt", (_, d, _) => d.IsPreemptOff = false),
        Define("preempt_delay", (s, d, c) => d.PreemptDelay = c.Seconds(s, 1000) ?? d.PreemptDelay),
        Define("advert_int", (s, d, c) => d.Interval = Interval(s, c) ?? d.Interval),
        Define("down_timer_adverts",
            (s, d, c) => d.MissedAdvertisements = (byte?)c.Integer(s, 1, 100) ?? d.MissedAdvertisements),
        Define("strict_mode", (s, d, c) => d.IsStrict = c.Flag(s) ?? d.IsStrict),
        Define("accept", (_, d, _) => d.Accept = true),
        Define("no_accept", (_, d, _) => d.Accept = false),
        Lost("timer_expired_backup", "a HaVip Master that was late by a whole down interval always listens first."),
        Lost("thread_timer_expired", "a HaVip Master that was late by a whole down interval always listens first."),
        new("lower_prio_no_advert", (s, _, c) => LostIf(s, c, true,
            "a HaVip Master answers a worse one with an advertisement at once, as RFC 9568 section 6.4.3 says.")),
        new("higher_prio_send_advert", (s, _, c) => LostIf(s, c, false,
            "a HaVip Master that leaves for a better one always sends a last advertisement.")),
        Lost("owner_ignore_adverts", "an address owner hears other Masters and says so."),
        Nothing("debug"),
    ];

    private static void ReadState(Statement statement, InstanceDraft draft, ImportContext context)
    {
        switch (statement.Argument(0))
        {
            case "MASTER":
                draft.IsMasterWanted = true;
                break;
            case "BACKUP" when draft.IsMasterWanted:
                context.Add(
                    ImportRules.ValueIgnored, statement, "keepalived keeps 'state MASTER' once it has been written.");
                break;
            case "BACKUP":
                break;
            default:
                context.Add(
                    ImportRules.ValueIgnored,
                    statement,
                    "keepalived takes any state but MASTER for BACKUP.",
                    "HaVip needs no state: who is Master follows from the priorities.");
                break;
        }
    }

    private static Duration? Interval(Statement statement, ImportContext context) =>
        context.Seconds(statement, ShortestInterval, Duration.FromSeconds(255));

    /// <summary>Says what is lost where the switch is set so, and nothing where HaVip does the same.</summary>
    private static void LostIf(Statement statement, ImportContext context, bool lost, string instead)
    {
        if (context.Flag(statement) == lost) context.Lost(statement, instead);
    }
}
