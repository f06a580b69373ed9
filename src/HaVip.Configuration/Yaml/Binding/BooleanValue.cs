using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>YAML 1.2's booleans. YAML 1.1's yes and on are refused, because other tools read them as text.</summary>
internal sealed class BooleanValue : ScalarValue<bool>
{
    protected override string Expected => "true or false";

    protected override bool TryParse(SourceScalar scalar, out bool value)
    {
        value = scalar.Text is "true" or "True" or "TRUE";
        return scalar.IsPlain && (value || scalar.Text is "false" or "False" or "FALSE");
    }

    protected override string? Advice(SourceScalar scalar) => scalar.Text.ToLowerInvariant() switch
    {
        "yes" or "on" or "y" or "1" => "Write true.",
        "no" or "off" or "n" or "0" => "Write false.",
        "true" or "false" => "Leave the quotes out.",
        _ => null,
    };

    protected override string Format(bool value) => value ? "true" : "false";

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}
