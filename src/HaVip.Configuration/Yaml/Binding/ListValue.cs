using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Binding;

/// <param name="item">What each item is.</param>
/// <param name="placeholder">Stands for an item that cannot be read, so that the indices of the others stay right.</param>
/// <param name="example">An item as a message shows it.</param>
internal sealed class ListValue<T>(YamlValue<T> item, T placeholder, string example) : YamlValue<IReadOnlyList<T>>
{
    /// <summary>For the schema; that there are enough items is the validator's concern.</summary>
    public int MinimumItems { get; init; }

    public override bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = null;
        if (node is not SourceList list)
        {
            context.Report(
                ReaderRules.ValueKind,
                path,
                node.Position,
                $"{ValuePath.Title(path)} is {node.Kind}: expected a list.",
                $"Begin each item on a line of its own with '- ', for example: - {example}");
            return false;
        }

        var items = new T[list.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var itemPath = ValuePath.Item(path, i);
            context.Place(itemPath, list.Items[i].Position);
            items[i] = item.TryRead(context, list.Items[i], itemPath, out var read) ? read : placeholder;
        }

        value = items;
        return true;
    }

    public override SourceNode Write(IReadOnlyList<T> value) => new SourceList(default, [.. value.Select(item.Write)], 1);

    public override bool AreEqual(IReadOnlyList<T> left, IReadOnlyList<T> right) => left.SequenceEqual(right);

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema() };
        if (MinimumItems > 0) schema["minItems"] = MinimumItems;
        return schema;
    }
}
