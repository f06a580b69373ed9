using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Values;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>A length of time with its unit; a bare number is seconds, as keepalived's <c>advert_int</c>.</summary>
internal sealed class DurationValue : ScalarValue<Duration>
{
    protected override string Expected => "a duration such as 1s, 500ms or 2m";

    protected override bool TryParse(SourceScalar scalar, out Duration value) =>
        Duration.TryParse(scalar.Text, out value);

    protected override string? Advice(SourceScalar scalar) => "The units are us, ms, s, m and h; a bare number is seconds.";

    protected override string Format(Duration value) => value.ToString();

    public override JsonObject Schema() => new()
    {
        ["type"] = new JsonArray("string", "number"),
        ["pattern"] = @"^\s*([0-9]+\.?[0-9]*|\.[0-9]+)\s*(us|ms|s|m|h)?\s*$",
        ["minimum"] = 0,
    };
}
