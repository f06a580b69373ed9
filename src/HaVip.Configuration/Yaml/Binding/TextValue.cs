using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>Any text; its form is the validator's concern, <paramref name="pattern"/> only tells it to editors.</summary>
internal sealed class TextValue(string expected, string pattern, bool secret = false) : ScalarValue<string>
{
    protected override string Expected => expected;

    protected override bool IsSecret => secret;

    protected override bool TryParse(SourceScalar scalar, [MaybeNullWhen(false)] out string value)
    {
        value = scalar.Text;
        return true;
    }

    protected override string Format(string value) => value;

    public override SourceNode Write(string value) =>
        new SourceScalar(default, value, isPlain: !secret && YamlText.IsPlainText(value));

    // YAML calls an unquoted 1111 a number; here it is the text it looks like.
    public override JsonObject Schema() => new()
    {
        ["type"] = new JsonArray("string", "integer"),
        ["pattern"] = pattern,
    };
}
