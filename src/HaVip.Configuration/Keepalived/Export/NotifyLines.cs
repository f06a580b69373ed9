using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Export;

/// <summary>The <c>notify</c> lines of an instance or a group: one script for each keyword.</summary>
internal sealed class NotifyLines(string path, bool isGroup, BlockWriter blocks, Losses losses)
{
    private static readonly (NotifyEvents Event, string Keyword)[] Single =
    [
        (NotifyEvents.Master, "notify_master"),
        (NotifyEvents.Backup, "notify_backup"),
        (NotifyEvents.Fault, "notify_fault"),
        (NotifyEvents.Stop, "notify_stop"),
        (NotifyEvents.RivalRejected, "notify_master_rx_lower_pri"),
    ];

    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    public void Write(IReadOnlyList<NotifySettings> notify)
    {
        for (var i = 0; i < notify.Count; i++)
        {
            if (notify[i].Command.Count > 0) Write(notify[i], $"{path}.notify[{i}]");
        }
    }

    private void Write(NotifySettings notify, string item)
    {
        var script = WordText.Command(notify.Command) + (notify.User is { } user ? " " + user.Replace(':', ' ') : "");
        var rest = notify.Events;
        if (notify.Events.HasFlag(NotifyEvents.States))
        {
            WriteOnce("notify", script, item);
            rest &= ~NotifyEvents.States;
        }

        foreach (var (one, keyword) in Single)
        {
            if (!rest.HasFlag(one) || (isGroup && one == NotifyEvents.RivalRejected)) continue;
            WriteOnce(keyword, script, item);
            rest &= ~one;
        }

        if (rest != NotifyEvents.None)
            losses.Add(
                $"{item}.events", $"keepalived runs no script for {Text(rest)}{(isGroup ? " of a group" : "")}.");
        if (notify.Timeout != new NotifySettings().Timeout || notify.Retry > Duration.Zero)
            losses.Add(item, "keepalived neither ends its scripts nor runs them again.");
    }

    private void WriteOnce(string keyword, string script, string item)
    {
        if (_written.Add(keyword)) blocks.Line(keyword, script);
        else losses.Add(item, $"keepalived has one '{keyword}': this command is left out.");
    }

    private static string Text(NotifyEvents events) =>
        string.Join(", ", events.ToString().Split(", ").Select(name => char.ToLowerInvariant(name[0]) + name[1..]));
}
