using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>Keys and values that together are a <typeparamref name="T"/>.</summary>
/// <param name="initial">What reading starts from: the defaults.</param>
/// <param name="keys">In the order they are written.</param>
internal sealed partial class MappingValue<T>(T initial, params Key<T>[] keys) : YamlValue<T>
    where T : notnull
{
    /// <summary>A secret stands in it, perhaps in the wrong place: unknown keys are not repeated in findings.</summary>
    public bool HoldsSecret { get; init; }

    /// <summary>What can be said only when all keys are read.</summary>
    public Func<T, T>? Complete { get; init; }

    public override bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out T value)
    {
        value = initial;
        if (node is not SourceMapping mapping)
        {
            context.Report(
                ReaderRules.ValueKind,
                path,
                node.Position,
                $"{ValuePath.Title(path)} is {(node.IsNull ? "empty" : node.Kind)}: expected a mapping of keys and values.",
                $"Write its keys as 'key: value', for example: {keys[0].Example}");
            return false;
        }

        var seen = new Dictionary<Key<T>, SourcePosition>(ReferenceEqualityComparer.Instance);
        foreach (var (keyNode, valueNode) in mapping.Entries)
        {
            if (Recognize(context, keyNode, path, seen) is not { } key) continue;
            var keyPath = ValuePath.Key(path, key.Name);
            context.Place(keyPath, valueNode.IsNull ? keyNode.Position : valueNode.Position);
            if (!valueNode.IsNull) value = key.Read(context, valueNode, keyPath, value);
            else if (key.IsRequired) ReportMissing(context, key, keyPath, keyNode.Position);
        }

        foreach (var key in keys.Where(k => k.IsRequired && !seen.ContainsKey(k)))
            ReportMissing(context, key, ValuePath.Key(path, key.Name), mapping.Position);

        if (Complete is not null) value = Complete(value);
        return true;
    }

    public override SourceNode Write(T value)
    {
        var entries = new List<KeyValuePair<SourceNode, SourceNode>>();
        foreach (var key in keys)
        {
            if (key.Write(value, initial) is { } written)
                entries.Add(new(new SourceScalar(default, key.Name, isPlain: true), written));
        }

        return new SourceMapping(default, entries, 1);
    }

    /// <summary>Every key that has a value, default or not.</summary>
    public IEnumerable<(string Name, SourceNode Value)> Values(T target)
    {
        foreach (var key in keys)
        {
            if (key.Value(target) is { } value) yield return (key.Name, value);
        }
    }

    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var key in keys) properties[key.Name] = key.Schema(initial);
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        var required = keys.Where(k => k.IsRequired).Select(k => (JsonNode)k.Name).ToArray();
        if (required.Length > 0) schema["required"] = new JsonArray(required);
        return schema;
    }

    private static void ReportMissing(BindingContext context, Key<T> key, string path, SourcePosition position) =>
        context.Report(
            ConfigurationRules.KeyRequired,
            path,
            position,
            $"'{key.Name}' is missing.",
            $"Write it, for example: {key.Example}");
}
