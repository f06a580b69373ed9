using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>
/// The destination of a route. <c>default</c> becomes a prefix without a family: only the gateway tells which one.
/// </summary>
internal sealed class DestinationValue : ScalarValue<IpPrefix>
{
    private const string Default = "default";

    protected override string Expected => "'default' or a network such as 10.0.0.0/8";

    protected override bool TryParse(SourceScalar scalar, out IpPrefix value)
    {
        value = default;
        return scalar.Text == Default || IpPrefix.TryParse(scalar.Text, out value);
    }

    protected override string? Advice(SourceScalar scalar) =>
        NearestName.Find(scalar.Text, [Default]) is null ? null : "Did you mean 'default'?";

    protected override string Format(IpPrefix value) => value is { Length: 0, Family: not AddressFamily.IPv6 } ? Default : value.ToString();

    public override SourceNode Write(IpPrefix value) => YamlText.Scalar(Format(value));

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["pattern"] = "^(default|[0-9A-Fa-f:.]+(/[0-9]{1,3})?)$" };
}
