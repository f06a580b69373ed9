using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary><c>auto</c>, <c>off</c> or whole seconds.</summary>
internal sealed class LeaseValue : ScalarValue<LeaseSetting>
{
    protected override string Expected => "auto, off or whole seconds such as 4s";

    protected override bool TryParse(SourceScalar scalar, out LeaseSetting value) =>
        LeaseSetting.TryParse(scalar.Text, out value);

    protected override string? Advice(SourceScalar scalar) =>
        "The kernel counts an address's lifetime in whole seconds; auto takes what fits each instance.";

    protected override string Format(LeaseSetting value) => value.ToString();

    public override JsonObject Schema() => new()
    {
        ["type"] = new JsonArray("string", "integer"),
        ["pattern"] = "^(auto|off|[0-9]+s?)$",
        ["minimum"] = LeaseSetting.MinimumSeconds,
        ["maximum"] = LeaseSetting.MaximumSeconds,
    };
}
