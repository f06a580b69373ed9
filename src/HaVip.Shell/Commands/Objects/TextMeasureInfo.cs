namespace Microsoft.PowerShell.Commands;

/// <summary>What <c>Measure-Object</c> found of text; null is what was not asked for.</summary>
public sealed class TextMeasureInfo
{
    public int? Lines { get; init; }

    public int? Words { get; init; }

    public int? Characters { get; init; }

    public string? Property { get; init; }
}
