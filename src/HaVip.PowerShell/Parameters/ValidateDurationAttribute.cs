using System.Management.Automation;
using HaVip.Core.Values;

namespace HaVip.PowerShell.Parameters;

/// <summary>Bounds of a length of time, written as the configuration writes them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateDurationAttribute(string minimum, string maximum) : ValidateArgumentsAttribute
{
    public string Minimum { get; } = minimum;

    public string Maximum { get; } = maximum;

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not TimeSpan span) return;
        if (span >= Parse(Minimum) && span <= Parse(Maximum)) return;
        var given = Duration.FromTimeSpan(span);
        throw new ValidationMetadataException($"{given} is not between {Minimum} and {Maximum}.");
    }

    private static TimeSpan Parse(string text) => Duration.TryParse(text, out var duration)
        ? duration.ToTimeSpan()
        : throw new FormatException($"'{text}' is not a duration.");
}
