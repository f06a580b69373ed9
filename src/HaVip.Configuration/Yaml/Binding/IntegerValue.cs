using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>
/// A whole number. One that <typeparamref name="T"/> holds is taken even outside of the range, so that the validator can
/// say what is special about it (255 belongs to the address owner).
/// </summary>
internal sealed class IntegerValue<T>(T minimum, T maximum, ConfigurationRule range) : ScalarValue<T>
    where T : struct, IBinaryInteger<T>
{
    protected override string Expected => $"a whole number from {minimum} to {maximum}";

    protected override bool TryParse(SourceScalar scalar, out T value)
    {
        value = default;
        return IsNumber(scalar) && T.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    protected override void Refuse(BindingContext context, SourceScalar scalar, string path)
    {
        if (!IsNumber(scalar)) base.Refuse(context, scalar, path);
        else
        {
            context.Report(
                range, path, scalar.Position, $"{ValuePath.Title(path)} is {Shown.Text(scalar.Text)}: expected {Expected}.");
        }
    }

    protected override string? Advice(SourceScalar scalar)
    {
        if (!scalar.IsPlain) return "Leave the quotes out.";
        return scalar.Text.Length > 1 && scalar.Text[0] == '0' ? "Write it in decimal, without leading zeros." : null;
    }

    protected override string Format(T value) => value.ToString(null, CultureInfo.InvariantCulture);

    public override JsonObject Schema() => new()
    {
        ["type"] = "integer",
        ["minimum"] = long.CreateChecked(minimum),
        ["maximum"] = long.CreateChecked(maximum),
    };

    // Leading zeros are octal to some YAML readers and decimal to others.
    private static bool IsNumber(SourceScalar scalar)
    {
        var digits = scalar.Text.AsSpan(scalar.Text.StartsWith('-') ? 1 : 0);
        return scalar.IsPlain && digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9')
            && (digits.Length == 1 || digits[0] != '0');
    }
}
