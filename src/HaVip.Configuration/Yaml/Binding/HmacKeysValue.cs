using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>Keys by their id. No finding repeats what stands there: it may be the key itself.</summary>
internal sealed class HmacKeysValue : YamlValue<IReadOnlyList<HmacKey>>
{
    public override bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out IReadOnlyList<HmacKey> value)
    {
        value = null;
        if (node is not SourceMapping mapping)
        {
            context.Report(
                ReaderRules.ValueKind,
                path,
                node.Position,
                $"{ValuePath.Title(path)} is {node.Kind}: expected ids and keys.",
                "Write, for example: keys: { 1: \"file:/etc/havip/keys/1\" }");
            return false;
        }

        var keys = new List<HmacKey>();
        foreach (var (idNode, keyNode) in mapping.Entries) ReadKey(context, idNode, keyNode, path, keys);
        value = keys;
        return true;
    }

    public override SourceNode Write(IReadOnlyList<HmacKey> value) => new SourceMapping(
        default,
        [.. value.Select(key => KeyValuePair.Create<SourceNode, SourceNode>(
            new SourceScalar(default, key.Id.ToString(CultureInfo.InvariantCulture), isPlain: true),
            new SourceScalar(default, key.Reference, isPlain: false)))],
        1);

    public override bool AreEqual(IReadOnlyList<HmacKey> left, IReadOnlyList<HmacKey> right) => left.SequenceEqual(right);

    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["patternProperties"] = new JsonObject { ["^[0-9]{1,3}$"] = new JsonObject { ["type"] = "string" } },
        ["additionalProperties"] = false,
    };

    private static void ReadKey(
        BindingContext context, SourceNode idNode, SourceNode keyNode, string path, List<HmacKey> keys)
    {
        if (idNode is not SourceScalar id
            || !byte.TryParse(id.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            context.Report(
                ConfigurationRules.HmacKeyId, path, idNode.Position, "A key's id is a whole number from 1 to 255.");
            return;
        }

        var keyPath = ValuePath.Key(path, number.ToString(CultureInfo.InvariantCulture));
        context.Place(keyPath, keyNode.Position);
        if (keys.Exists(key => key.Id == number))
            context.Report(ReaderRules.KeyDuplicate, keyPath, idNode.Position, $"Key {number} is written twice.", "Keep one.");
        else keys.Add(Resolve(context, number, keyNode, keyPath));
    }

    private static ConfigurationRule Rule(string reference) => CredentialReference.IsReference(reference)
        ? ReaderRules.CredentialUnavailable
        : ReaderRules.KeyFileUnreadable;

    // A key that cannot be had still has its id, so that an activeKey which names it is not refused as well.
    private static HmacKey Resolve(BindingContext context, byte id, SourceNode node, string path)
    {
        if (node is not SourceScalar { IsNull: false } scalar)
            context.Report(ReaderRules.ValueKind, path, node.Position, $"Key {id} is not a text.", "Write 'file:PATH'.");
        else if (HmacKeyReference.TryResolve(scalar.Text, context.RequiresSecrets, out var material, out var problem))
            return new HmacKey(id, scalar.Text, material);
        else
            context.Report(Rule(scalar.Text), path, node.Position, $"Key {id}: {problem}");
        return new HmacKey(id, "", new Secret([]));
    }
}
