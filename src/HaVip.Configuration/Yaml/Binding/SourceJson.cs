using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>Values of the file as the JSON that a schema's defaults and examples are written in.</summary>
internal static class SourceJson
{
    public static JsonNode? From(SourceNode node) => node switch
    {
        { IsNull: true } => null,
        SourceList list => new JsonArray([.. list.Items.Select(From)]),
        SourceMapping mapping => new JsonObject(
            mapping.Entries.Select(e => KeyValuePair.Create(((SourceScalar)e.Key).Text, From(e.Value)))),
        SourceScalar { IsPlain: true, Text: "true" or "false" } scalar => scalar.Text == "true",
        SourceScalar { IsPlain: true } scalar when long.TryParse(scalar.Text, out var number) => number,
        SourceScalar scalar => scalar.Text,
        _ => throw new ArgumentException($"{node.GetType().Name} has no JSON.", nameof(node)),
    };
}
