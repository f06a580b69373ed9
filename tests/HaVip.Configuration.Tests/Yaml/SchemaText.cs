using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml;

namespace HaVip.Configuration.Tests.Yaml;

/// <summary>The JSON Schema that the reader's table of keys amounts to.</summary>
internal static class SchemaText
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is published.</summary>
    public static string FromKeys() => Text(ConfigurationFormat.Root.Schema());

    private static string Text(JsonObject root)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "HaVip node configuration",
            ["description"] = "The configuration of one node: /etc/havip/havip.yaml. Durations have a unit (1s, 500ms); a bare number is seconds.",
        };
        foreach (var (name, value) in root) schema[name] = value?.DeepClone();
        return schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }
}
