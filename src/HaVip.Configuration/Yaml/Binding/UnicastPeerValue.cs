using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>An address alone, or a mapping where there is more to say.</summary>
internal sealed class UnicastPeerValue(YamlValue<UnicastPeer> mapping) : YamlValue<UnicastPeer>
{
    private readonly AddressValue _address = new();

    public override bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out UnicastPeer value)
    {
        if (node is SourceMapping) return mapping.TryRead(context, node, path, out value);
        value = _address.TryRead(context, node, path, out var read) ? new UnicastPeer(read) : null;
        return value is not null;
    }

    public override SourceNode Write(UnicastPeer value) =>
        value == new UnicastPeer(value.Address) ? _address.Write(value.Address) : mapping.Write(value);

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(_address.Schema(), mapping.Schema()) };
}
