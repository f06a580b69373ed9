using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>An address alone, or a mapping where there is more to say.</summary>
internal sealed class VirtualAddressValue(YamlValue<IpPrefix> prefix, YamlValue<VirtualAddress> mapping)
    : YamlValue<VirtualAddress>
{
    public override bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out VirtualAddress value)
    {
        if (node is SourceMapping) return mapping.TryRead(context, node, path, out value);
        value = prefix.TryRead(context, node, path, out var read) ? new VirtualAddress(read) : null;
        return value is not null;
    }

    public override SourceNode Write(VirtualAddress value) =>
        value == new VirtualAddress(value.Prefix) ? prefix.Write(value.Prefix) : mapping.Write(value);

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(prefix.Schema(), mapping.Schema()) };
}
