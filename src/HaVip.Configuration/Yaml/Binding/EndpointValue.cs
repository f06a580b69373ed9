using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Values;

namespace HaVip.Configuration.Yaml.Binding;

internal sealed class EndpointValue : ScalarValue<Endpoint>
{
    protected override string Expected => "an address and a port, such as \"127.0.0.1:443\" or \"[::1]:443\"";

    protected override bool TryParse(SourceScalar scalar, out Endpoint value) => Endpoint.TryParse(scalar.Text, out value);

    protected override string? Advice(SourceScalar scalar) =>
        "Names are not looked up, because looking up may hang just when the check matters.";

    protected override string Format(Endpoint value) => value.ToString();

    public override SourceNode Write(Endpoint value) => new SourceScalar(default, Format(value), isPlain: false);

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["pattern"] = @"^([0-9.]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}$" };
}
