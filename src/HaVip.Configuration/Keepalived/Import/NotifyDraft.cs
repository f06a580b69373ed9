using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>Who is told what becomes of an instance or a group.</summary>
internal sealed class NotifyDraft
{
    public Dictionary<string, (Statement Statement, NotifySettings Settings)> Scripts { get; } = new(
        StringComparer.Ordinal);

    public bool? HasPriorityChanges { get; set; }

    /// <summary>The specific scripts come before the general one, as keepalived runs them.</summary>
    public IReadOnlyList<NotifySettings> Complete(GlobalDraft global)
    {
        var scripts = Scripts.Values.Select(script => script.Settings)
            .OrderBy(settings => settings.Events == NotifyEvents.States);
        var priority = HasPriorityChanges ?? global.HasPriorityChanges ? NotifyEvents.Priority : NotifyEvents.None;
        var fifos = global.Fifos.Select(fifo => new NotifySettings
        {
            Fifo = fifo,
            Events = NotifyEvents.States | NotifyEvents.RivalRejected | priority,
        });
        return [.. scripts, .. fifos];
    }
}
