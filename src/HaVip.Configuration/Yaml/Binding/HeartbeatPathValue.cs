using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>The name of an interface alone, or a mapping where there is more to say.</summary>
internal sealed class HeartbeatPathValue(YamlValue<string> name, YamlValue<HeartbeatPath> mapping) : YamlValue<HeartbeatPath>
{
    public override bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out HeartbeatPath value)
    {
        if (node is SourceMapping) return mapping.TryRead(context, node, path, out value);
        value = name.TryRead(context, node, path, out var read) ? new HeartbeatPath(read) : null;
        return value is not null;
    }

    public override SourceNode Write(HeartbeatPath value) =>
        value == new HeartbeatPath(value.Interface) ? name.Write(value.Interface) : mapping.Write(value);

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(name.Schema(), mapping.Schema()) };
}
