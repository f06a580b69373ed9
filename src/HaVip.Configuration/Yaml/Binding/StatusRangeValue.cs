using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

internal sealed class StatusRangeValue : ScalarValue<StatusRange>
{
    protected override string Expected => "status codes such as 200 or 200-299";

    protected override bool TryParse(SourceScalar scalar, out StatusRange value) =>
        StatusRange.TryParse(scalar.Text, out value);

    protected override string Format(StatusRange value) => value.ToString();

    public override JsonObject Schema() => new()
    {
        ["type"] = new JsonArray("string", "integer"),
        ["pattern"] = "^[1-5][0-9]{2}(-[1-5][0-9]{2})?$",
        ["minimum"] = 100,
        ["maximum"] = 599,
    };
}
