using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Values;

namespace HaVip.Configuration.Yaml.Binding;

internal sealed class AddressValue : ScalarValue<IpAddress>
{
    protected override string Expected => "an address such as 192.168.7.1";

    protected override bool TryParse(SourceScalar scalar, out IpAddress value) =>
        IpAddress.TryParse(scalar.Text, out value);

    protected override string? Advice(SourceScalar scalar) =>
        scalar.Text.Contains('/') ? "Leave the prefix length out." : null;

    protected override string Format(IpAddress value) => value.ToString();

    public override SourceNode Write(IpAddress value) => YamlText.Scalar(Format(value));

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^[0-9A-Fa-f:.]+$" };
}
