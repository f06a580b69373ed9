using System.Collections;
using System.Reflection;
using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;

namespace HaVip.Core.Tests.Engine;

/// <summary>
/// Every field an engine has, private ones too, as lines of text in an order that history has no part in. The places in
/// the deadline heap are left out: they say nothing that the deadlines do not. So is the watch of hosts, which a successor
/// makes anew, and what counts for one instant.
/// </summary>
internal sealed class EngineFields
{
    private static readonly HashSet<string> Left =
    [
        "_deadlines", "<HeapIndex>k__BackingField", "_lastCommand",
        "_hosts", "_hostsChanged", "<HostChanges>k__BackingField", "<WatchedHosts>k__BackingField",
    ];

    private readonly List<string> _lines = [];
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    public static string Of(NodeEngine engine)
    {
        var fields = new EngineFields();
        fields.Walk("engine", engine);
        fields._lines.Add($"next {engine.NextDeadline}");
        return string.Join('\n', fields._lines);
    }

    private void Walk(string path, object? value)
    {
        switch (value)
        {
            case TimerTable timers:
                foreach (var timer in Enum.GetValues<TimerKind>()) _lines.Add($"{path}[{timer}] {timers[timer]}");
                break;
            case IEnumerable items and not string:
                WalkItems(path, items);
                break;
            case { } own when IsWalked(own.GetType()):
                if (own.GetType().IsValueType || _seen.Add(own)) WalkFields(path, own);
                break;
            default:
                _lines.Add($"{path} {value}");
                break;
        }
    }

    private void WalkItems(string path, IEnumerable items)
    {
        if (items is IDictionary or List<InterfaceStatus>)
        {
            var texts = items.Cast<object>().Select(item => $"{item}");
            _lines.AddRange(texts.Order(StringComparer.Ordinal).Select(text => $"{path} {text}"));
            return;
        }

        var index = 0;
        foreach (var item in items) Walk($"{path}[{index++}]", item);
    }

    private void WalkFields(string path, object value)
    {
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
            foreach (var field in fields.Where(field => !Left.Contains(field.Name) && field.DeclaringType == type))
                Walk($"{path}.{field.Name}", field.GetValue(value));
        }
    }

    private static bool IsWalked(Type type) =>
        !type.IsEnum && type != typeof(InterfaceStatus)
        && type.Namespace is { } space && space.StartsWith("HaVip.", StringComparison.Ordinal)
        && space != typeof(NodeConfiguration).Namespace;
}
