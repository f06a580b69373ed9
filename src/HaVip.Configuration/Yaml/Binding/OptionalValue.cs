using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>A value whose absence means something of its own.</summary>
internal sealed class OptionalValue<T>(YamlValue<T> value) : YamlValue<T?>
    where T : struct
{
    public override bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out T? read)
    {
        var isRead = value.TryRead(context, node, path, out var present);
        read = present;
        return isRead;
    }

    public override SourceNode Write(T? written) => written is { } present
        ? value.Write(present)
        : throw new ArgumentException("What is absent is not written.", nameof(written));

    public override JsonObject Schema() => value.Schema();
}
