using System.Text.Json.Nodes;

namespace HaVip.Configuration.Tests.Yaml;

/// <summary>One key of the schema that holds a single value, and documents that hold it.</summary>
internal sealed record SchemaLeaf(string Path, JsonObject Schema)
{
    private const string Base = """
        { "instances": [{ "name": "VI_1", "interface": "eth0", "virtualRouterId": 52, "version": 2,
            "virtualAddresses": [{ "address": "192.168.7.150/24" }],
            "excludedAddresses": [{ "address": "192.168.7.151/24" }],
            "authentication": { "type": "simplePassword", "password": "1111" },
            "virtualRoutes": [{ "destination": "default", "gateway": "192.168.7.1" }],
            "virtualRules": [{ "preference": 7, "table": 7 }],
            "track": { "interfaces": [{ "name": "eth7" }], "checks": [{ "name": "web" }] },
            "notify": [{}],
            "unicast": { "peers": [{ "address": "192.168.6.120" }] },
            "heartbeat": [{ "interface": "eth1", "unicast": { "peers": [{ "address": "192.168.6.121" }] } }],
            "announcements": {}, "handover": {}, "splitBrainProbe": {}, "detection": {} },
            { "name": "VI_2", "interface": "eth0", "virtualRouterId": 99, "virtualAddresses": ["192.168.9.1/24"] }],
          "node": {}, "checks": [{ "name": "web", "type": "process", "process": "nginx" }],
          "groups": [{ "name": "G1", "instances": ["VI_1"], "trackingWeight": true,
            "track": { "interfaces": [{ "name": "eth7" }], "checks": [{ "name": "web" }] }, "notify": [{}] }] }
        """;

    /// <summary>The rest of a check of the type that a key belongs to.</summary>
    private static readonly (string Check, string[] Keys)[] Types =
    [
        (Tcp, ["interval", "timeout", "rise", "fall", "start", "endpoint"]),
        (Http, ["url", "expect", "expectHeader", "expectBody", "serverName", "verifyCertificate"]),
        (Script, ["command", "user"]),
        (File, ["path", "goodWhen"]),
        (Interface, ["interface"]),
    ];

    private const string Tcp = """{ "name": "web", "type": "tcp", "endpoint": "127.0.0.1:80" }""";
    private const string Http = """{ "name": "web", "type": "http", "url": "http://127.0.0.1/" }""";
    private const string Script = """{ "name": "web", "type": "script", "command": ["/bin/true"] }""";
    private const string File = """{ "name": "web", "type": "file", "path": "/run/drain" }""";
    private const string Interface = """{ "name": "web", "type": "interface", "interface": "eth1" }""";

    private const string Hmac = """
        { "type": "hmac", "activeKey": 1, "keys": {
            "1": "0123456789abcdef0123456789abcdef", "255": "fedcba9876543210fedcba9876543210" } }
        """;

    private static readonly string[] PasswordPaths =
        ["instances[].authentication", "instances[].authentication.type", "instances[].authentication.password"];

    public static IReadOnlyList<SchemaLeaf> All() => Walk("", JsonNode.Parse(SchemaText.FromKeys())!.AsObject()).ToArray();

    public static IEnumerable<string> KeyNames() => Names(JsonNode.Parse(SchemaText.FromKeys())!);

    public IEnumerable<JsonNode?> Allowed()
    {
        foreach (var example in Schema["examples"]!.AsArray()) yield return example?.DeepClone();
        if (Schema["default"] is { } initial) yield return initial.DeepClone();
        if (IsNullable) yield return null;
        foreach (var word in Schema["enum"]?.AsArray() ?? []) yield return word?.DeepClone();
        if (Has("boolean")) foreach (var value in new[] { true, false }) yield return value;
        if (!IsInteger) yield break;
        yield return Number("minimum");
        yield return Number("maximum");
    }

    public IEnumerable<JsonNode?> Refused()
    {
        yield return new JsonObject { ["key"] = "value" };
        if (IsList) yield return 7;
        if (IsList) yield break;
        yield return new JsonArray();
        if (!IsInteger) yield return Has("boolean") || Schema["enum"] is not null ? "no-such-word" : new string('!', 300);
        if (!IsInteger) yield break;
        yield return Number("minimum") - 1;
        yield return Number("maximum") + 1;
        yield return "1";
        yield return 1.5;
    }

    /// <summary>A valid document but for this value.</summary>
    public JsonNode Document(JsonNode? value)
    {
        var document = JsonNode.Parse(Base)!;

        // A version 3 router cannot have a password.
        if (Path == "instances[].version") document["instances"]![0]!.AsObject().Remove("authentication");
        if (NeedsHmac(value)) document["instances"]![0]!["authentication"] = JsonNode.Parse(Hmac);
        var keys = Path.Split('.');
        var type = Types.FirstOrDefault(t => Path.StartsWith("checks[].", StringComparison.Ordinal) && t.Keys.Contains(keys[^1]));
        if (type.Check is not null) document["checks"]![0] = JsonNode.Parse(type.Check);
        var node = document;
        foreach (var key in keys.SkipLast(1)) node = key.EndsWith("[]", StringComparison.Ordinal) ? node[key[..^2]]![0]! : node[key]!;
        node[keys[^1]] = value?.DeepClone();
        return document;
    }

    // Null is the same as left out, which only the other type's keys may be.
    private bool NeedsHmac(JsonNode? value)
    {
        if (!Path.StartsWith(PasswordPaths[0], StringComparison.Ordinal)) return false;
        if (Path == PasswordPaths[1]) return value is JsonValue text && text.TryGetValue<string>(out var type) && type == "hmac";
        return PasswordPaths.Contains(Path) == value is null;
    }

    private bool IsList => Schema["anyOf"] is not null || Has("array");

    private bool IsInteger => Has("integer") && Schema["minimum"] is not null;

    private bool Has(string type) => Schema["type"] switch
    {
        JsonArray types => types.Any(t => t!.GetValue<string>() == type),
        JsonValue value => value.GetValue<string>() == type,
        _ => false,
    };

    private bool IsNullable => Schema["type"] is JsonArray types && types.Any(t => t!.GetValue<string>() == "null");

    private long Number(string name) => Schema[name]!.GetValue<long>();

    private static IEnumerable<SchemaLeaf> Walk(string path, JsonObject schema)
    {
        if (schema["anyOf"] is JsonArray choices)
            return IsPlainList(choices[1]!) ? [new SchemaLeaf(path, schema)] : Walk(path, choices[1]!.AsObject());
        if (IsPlainList(schema)) return [new SchemaLeaf(path, schema)];
        if (schema["items"] is JsonObject items) return Walk(path + "[]", items);
        if (schema["properties"] is not JsonObject properties) return [new SchemaLeaf(path, schema)];
        return properties.SelectMany(p => Walk(path.Length == 0 ? p.Key : $"{path}.{p.Key}", p.Value!.AsObject()));
    }

    private static bool IsPlainList(JsonNode schema) =>
        schema["items"] is JsonObject items && items["properties"] is null && items["anyOf"] is null;

    private static IEnumerable<string> Names(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Key == "properties"
            ? p.Value!.AsObject().SelectMany(k => Names(k.Value!).Prepend(k.Key))
            : p.Value is null ? [] : Names(p.Value)),
        JsonArray a => a.SelectMany(i => i is null ? [] : Names(i)),
        _ => [],
    };
}
