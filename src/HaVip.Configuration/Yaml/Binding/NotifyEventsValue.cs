using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>Events as a list of their words.</summary>
internal sealed class NotifyEventsValue : YamlValue<NotifyEvents>
{
    private static readonly (string Word, NotifyEvents Value)[] Words =
    [
        ("master", NotifyEvents.Master),
        ("backup", NotifyEvents.Backup),
        ("fault", NotifyEvents.Fault),
        ("stop", NotifyEvents.Stop),
        ("leaving", NotifyEvents.Leaving),
        ("rivalRejected", NotifyEvents.RivalRejected),
        ("priority", NotifyEvents.Priority),
    ];

    private readonly ListValue<NotifyEvents> _list = new(new ChoiceValue<NotifyEvents>(Words), NotifyEvents.None, "master");

    public override bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out NotifyEvents value)
    {
        value = NotifyEvents.None;
        if (!_list.TryRead(context, node, path, out var read)) return false;
        foreach (var one in read) value |= one;
        return true;
    }

    public override SourceNode Write(NotifyEvents value) =>
        _list.Write([.. Words.Select(w => w.Value).Where(e => value.HasFlag(e))]);

    public override JsonObject Schema() => _list.Schema();
}
