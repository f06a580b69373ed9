using System.Collections;
using System.Reflection;
using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;

namespace HaVip.Fuzz;

/// <summary>
/// Everything an engine remembers, field by field and private ones too, but for counters and for when a refusal was
/// reported last: the two things a refused packet may change.
/// </summary>
internal sealed class StateDigest
{
    private static readonly HashSet<string> Left =
        ["_rejectReported", "<UnknownVirtualRouterIds>k__BackingField", "<TruncatedPackets>k__BackingField"];

    private static readonly Dictionary<Type, FieldInfo[]> Fields = [];

    private readonly List<(string Field, object? Value)> _leaves = [];
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    private StateDigest(NodeEngine engine) => Walk("engine", engine);

    public static StateDigest Of(NodeEngine engine) => new(engine);

    /// <summary>The first field that differs, in words; null where none does.</summary>
    public string? DifferenceTo(StateDigest later)
    {
        for (var i = 0; i < Math.Min(_leaves.Count, later._leaves.Count); i++)
        {
            if (!Equals(_leaves[i], later._leaves[i])) return $"{_leaves[i]} became {later._leaves[i]}";
        }

        return _leaves.Count == later._leaves.Count ? null : $"{_leaves.Count} values became {later._leaves.Count}";
    }

    private void Walk(string name, object? value)
    {
        switch (value)
        {
            case RouterCounters:
                break;
            case TimerTable timers:
                foreach (var timer in Enum.GetValues<TimerKind>()) _leaves.Add((timer.ToString(), timers[timer]));
                break;
            case null or string or InterfaceStatus:
                _leaves.Add((name, value));
                break;
            case IEnumerable items when value is not NodeConfiguration:
                foreach (var item in items) Walk(name, item);
                break;
            default:
                WalkFields(name, value);
                break;
        }
    }

    private void WalkFields(string name, object value)
    {
        var type = value.GetType();
        var isOwn = type.Namespace is { } space && (space.StartsWith("HaVip.", StringComparison.Ordinal)
            || space == typeof(KeyValuePair<,>).Namespace);
        if (type.IsEnum || !isOwn || type.Namespace == typeof(NodeConfiguration).Namespace)
        {
            _leaves.Add((name, value));
            return;
        }

        if (!type.IsValueType && !_seen.Add(value)) return;
        foreach (var field in FieldsOf(type)) Walk(field.Name, field.GetValue(value));
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        if (Fields.TryGetValue(type, out var known)) return known;
        var all = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        return Fields[type] = [.. all.Where(field => !Left.Contains(field.Name))];
    }
}
