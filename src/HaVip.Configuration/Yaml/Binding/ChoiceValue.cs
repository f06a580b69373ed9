using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>One of a few words.</summary>
/// <param name="choices">The words and what they mean.</param>
/// <param name="secret">Whether what stands there instead may be a secret in the wrong place.</param>
internal sealed class ChoiceValue<T>((string Word, T Value)[] choices, bool secret = false)
    : ScalarValue<T>
    where T : struct, Enum
{
    protected override string Expected => string.Join(", ", choices.SkipLast(1).Select(c => c.Word))
        + (choices.Length > 1 ? " or " : "") + choices[^1].Word;

    protected override bool IsSecret => secret;

    protected override bool TryParse(SourceScalar scalar, out T value)
    {
        var index = Array.FindIndex(choices, c => c.Word == scalar.Text);
        value = index < 0 ? default : choices[index].Value;
        return index >= 0;
    }

    protected override string? Advice(SourceScalar scalar) =>
        NearestName.Find(scalar.Text, [.. choices.Select(c => c.Word)]) is { } near ? $"Did you mean '{near}'?" : null;

    protected override string Format(T value) => Array.Find(choices, c => c.Value.Equals(value)).Word
        ?? throw new ArgumentException($"{value} has no word in the configuration.", nameof(value));

    public override JsonObject Schema() =>
        new() { ["enum"] = new JsonArray([.. choices.Select(c => (JsonNode)c.Word)]) };
}
