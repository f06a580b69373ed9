using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>
/// Everything <c>global_defs</c> may hold. What only other parts of keepalived need is one topic each.
/// </summary>
internal static partial class GlobalKeywords
{
    public const string Block = "global_defs";

    private static readonly Lazy<KeywordTable<GlobalDraft>> Table =
        new(() => new KeywordTable<GlobalDraft>(
            Block, [.. Defaults(), .. Announcements(), .. Topics(), .. Harmless()]));

    public static KeywordTable<GlobalDraft> Keywords => Table.Value;

    private static IEnumerable<Keyword<GlobalDraft>> Defaults() =>
    [
        new("router_id", (s, d, c) => d.RouterId = c.Word(s, "a name") ?? d.RouterId),
        new("vrrp_version", (s, d, c) => d.Version = (byte?)c.Integer(s, 2, 3) ?? d.Version),
        new("vrrp_down_timer_adverts",
            (s, d, c) => d.MissedAdvertisements = (byte?)c.Integer(s, 1, 100) ?? d.MissedAdvertisements),
        new("vrrp_startup_delay", (s, d, c) => d.StartupDelay = c.Seconds(s, int.MaxValue) ?? d.StartupDelay),
        new("v3_checksum_as_v2", (s, d, c) => d.IsChecksumAsVersion2 = c.Flag(s) ?? d.IsChecksumAsVersion2),
        new("vrrp_strict", ReadStrict),
        new("script_user", (s, d, c) => d.ScriptUser = ScriptUser.Read(s.Arguments, s, c) ?? d.ScriptUser),
        new("vrrp_notify_priority_changes", (s, d, c) => d.HasPriorityChanges = c.Flag(s) ?? d.HasPriorityChanges),
        new("notify_fifo", ReadFifo),
        new("vrrp_notify_fifo", ReadFifo),
        Lost("notify_fifo_script", "start the program that reads the pipe by a systemd unit of its own."),
        Lost("vrrp_notify_fifo_script", "start the program that reads the pipe by a systemd unit of its own."),
        Lost("fifo_write_vrrp_states_on_reload", "HaVip tells of changes alone."),
        Lost("vrrp_delay_after_boot",
            "HaVip does not know when the machine was booted; 'startupDelay' counts from the start of the runner."),
        new("vrrp_mcast_group4", (s, _, c) => ReadGroup(s, "224.0.0.18", c)),
        new("vrrp_mcast_group6", (s, _, c) => ReadGroup(s, "ff02::12", c)),
        new("vrrp_lower_prio_no_advert", (s, _, c) =>
        {
            if (c.Flag(s) == true)
                c.Lost(s, "a HaVip Master answers a worse one at once, as RFC 9568 section 6.4.3 says.");
        }),
        new("default_interface", (s, _, c) =>
            c.Lost(s, "an address without 'dev' is on its instance's interface.")),
    ];

    private static IEnumerable<Keyword<GlobalDraft>> Announcements() =>
    [
        .. AnnouncementKeywords.Of<GlobalDraft>(
            (name, read) => new(name, (s, d, c) => read(s, d.Announcements, c)),
            "vrrp_", "vrrp_garp_extra_if", "vrrp_vmac_garp_intvl"),
        new("vrrp_garp_interval",
            (s, d, c) => d.Announcements.ArpSpacing = Spacing(s, c) ?? d.Announcements.ArpSpacing),
        new("vrrp_gna_interval",
            (s, d, c) => d.Announcements.NeighborSpacing = Spacing(s, c) ?? d.Announcements.NeighborSpacing),
        new("vrrp_min_garp", ReadLeast),
    ];

    /// <summary>Off changes nothing, and so cannot undo an earlier on.</summary>
    private static void ReadLeast(Statement statement, GlobalDraft draft, ImportContext context)
    {
        if (context.Flag(statement) != true) return;
        draft.Announcements.Repeat ??= 1;
        draft.Announcements.Delay ??= default(Core.Values.Duration);
    }

    /// <summary>The shortest pause that keepalived takes is none.</summary>
    public static Core.Values.Duration? Spacing(Statement statement, ImportContext context)
    {
        var shortest = new Core.Values.Duration(1);
        var pause = context.Seconds(statement, shortest, Core.Values.Duration.FromSeconds(4294));
        return pause == shortest ? default(Core.Values.Duration) : pause;
    }

    private static void ReadFifo(Statement statement, GlobalDraft draft, ImportContext context)
    {
        if (context.Word(statement, "the path of a pipe") is { } path && !draft.Fifos.Contains(path))
            draft.Fifos.Add(path);
        if (statement.Arguments.Count > 1)
        {
            context.Add(
                ImportRules.NotCarriedOver, statement, "The owner of the pipe is not carried over: make it with mkfifo and chown.");
        }
    }

    private static void ReadStrict(Statement statement, GlobalDraft draft, ImportContext context)
    {
        draft.IsStrict = context.Flag(statement) ?? draft.IsStrict;
        draft.StrictStatement = statement;
    }

    private static void ReadGroup(Statement statement, string standard, ImportContext context)
    {
        if (context.Address(statement) is { } group && group.ToString() != standard)
        {
            context.Lost(
                statement, $"HaVip speaks to {standard} alone, so nodes that use another group do not hear it.");
        }
    }

    private static Keyword<GlobalDraft> Lost(string name, string instead) =>
        new(name, (statement, _, context) => context.Lost(statement, instead));
}
