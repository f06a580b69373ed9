using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Binding;

/// <param name="name">As it is written.</param>
/// <param name="description">For whoever edits the file.</param>
/// <param name="value">How its value is written.</param>
/// <param name="get">Its value in the target; null means it is left out.</param>
/// <param name="set">The target with another value.</param>
internal sealed class ValueKey<T, TValue>(
    string name, string description, YamlValue<TValue> value, Func<T, TValue?> get, Func<T, TValue, T> set)
    : Key<T>(name, description)
{
    public override T Read(BindingContext context, SourceNode node, string path, T target) =>
        value.TryRead(context, node, path, out var read) ? set(target, read) : target;

    public override SourceNode? Value(T target) => get(target) is { } current ? value.Write(current) : null;

    public override SourceNode? Write(T target, T initial)
    {
        var current = get(target);
        if (current is null) return null;
        var isDefault = !IsRequired && !IsAlwaysWritten && get(initial) is { } start && value.AreEqual(current, start);
        return isDefault ? null : value.Write(current);
    }

    public override JsonObject Schema(T initial)
    {
        var schema = value.Schema();
        schema["description"] = Description;
        if (get(initial) is not { } start) AllowNull(schema);
        else if (!IsRequired) schema["default"] = SourceJson.From(value.Write(start));
        var example = (SourceMapping)SourceComposer.Compose(Example)!;
        schema["examples"] = new JsonArray(SourceJson.From(example.Entries[0].Value));
        return schema;
    }

    private static void AllowNull(JsonObject schema)
    {
        if (schema["enum"] is JsonArray words) words.Add(null);
        else if (schema["type"] is JsonArray types) types.Add((JsonNode)"null");
        else schema["type"] = new JsonArray(schema["type"]?.DeepClone(), "null");
    }
}
