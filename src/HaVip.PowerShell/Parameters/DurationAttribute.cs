using System.Globalization;
using System.Management.Automation;
using HaVip.Core.Values;

namespace HaVip.PowerShell.Parameters;

/// <summary>
/// Takes a length of time as the configuration writes it: <c>30s</c>, <c>100ms</c>, a bare number of seconds, or a
/// time span. Without it PowerShell would read <c>30</c> as 30 units of 100 ns.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (input is TimeSpan or null) return input!;
        if (input is Duration duration) return duration.ToTimeSpan();
        var text = Convert.ToString(input, CultureInfo.InvariantCulture) ?? "";
        if (Duration.TryParse(text, out var parsed)) return parsed.ToTimeSpan();
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)) return span;
        throw new ArgumentTransformationMetadataException(
            $"'{text}' is not a length of time; write it as 30s, 100ms, 2m or a number of seconds.");
    }
}
