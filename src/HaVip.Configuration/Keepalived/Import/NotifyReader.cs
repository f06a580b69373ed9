using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>The <c>notify</c> keywords of an instance or a group.</summary>
internal static class NotifyReader
{
    private static readonly (string Keyword, NotifyEvents Events)[] Scripts =
    [
        ("notify_master", NotifyEvents.Master),
        ("notify_backup", NotifyEvents.Backup),
        ("notify_fault", NotifyEvents.Fault),
        ("notify_stop", NotifyEvents.Stop),
        ("notify_master_rx_lower_pri", NotifyEvents.RivalRejected),
        ("notify", NotifyEvents.States),
    ];

    public static IEnumerable<(string Name, Action<Statement, NotifyDraft, ImportContext> Read)> Keywords =>
    [
        .. Scripts.Select(script => (
            script.Keyword,
            (Action<Statement, NotifyDraft, ImportContext>)((s, draft, c) => Read(s, script.Events, draft, c)))),
        ("notify_deleted", (s, _, c) => c.Lost(
            s, "an instance that is taken out of the configuration tells that it stops.")),
        ("notify_priority_changes", (s, draft, c) => draft.HasPriorityChanges = c.Flag(s) ?? draft.HasPriorityChanges),
        ("smtp_alert", (s, _, c) => Mail(s, c)),
    ];

    /// <summary>Mail is one topic, wherever it is written.</summary>
    public static void Mail(Statement statement, ImportContext context) => context.LostOnce(
        "mail", statement, "HaVip sends no mail; a notify script can, or one that reads Watch-HaVipState.");

    private static void Read(Statement statement, NotifyEvents events, NotifyDraft draft, ImportContext context)
    {
        if (ScriptLine.Read(statement, context) is not { } script) return;
        if (draft.Scripts.ContainsKey(statement.Keyword.Text))
        {
            context.Add(
                ImportRules.ValueIgnored,
                statement,
                $"There is a '{statement.Keyword.Text}' already, so keepalived ignores this one, and so do we.");
            return;
        }

        draft.Scripts[statement.Keyword.Text] =
            (statement, new NotifySettings { Command = script.Command, User = script.User, Events = events });
        if (events == NotifyEvents.States) return;
        context.AddOnce(
            ImportRules.ArgumentsAdded,
            statement,
            "HaVip puts type, name, state and priority behind the arguments of every such script; keepalived does so for 'notify' "
            + "alone.");
    }
}
