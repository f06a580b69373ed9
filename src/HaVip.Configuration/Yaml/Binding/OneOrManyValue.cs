using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>A list that may be left out around a single item.</summary>
internal sealed class OneOrManyValue<T>(YamlValue<T> item, ListValue<T> list) : YamlValue<IReadOnlyList<T>>
{
    public override bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        if (node is SourceList) return list.TryRead(context, node, path, out value);
        value = null;
        var itemPath = ValuePath.Item(path, 0);
        context.Place(itemPath, node.Position);
        if (!item.TryRead(context, node, itemPath, out var read)) return false;
        value = [read];
        return true;
    }

    public override SourceNode Write(IReadOnlyList<T> value) => value.Count == 1 ? item.Write(value[0]) : list.Write(value);

    public override bool AreEqual(IReadOnlyList<T> left, IReadOnlyList<T> right) => list.AreEqual(left, right);

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(item.Schema(), list.Schema()) };
}
