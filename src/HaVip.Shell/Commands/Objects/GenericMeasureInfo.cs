namespace Microsoft.PowerShell.Commands;

/// <summary>What <c>Measure-Object</c> found of one property; null is what was not asked for.</summary>
public sealed class GenericMeasureInfo
{
    public int Count { get; init; }

    public double? Average { get; init; }

    public double? Sum { get; init; }

    public object? Maximum { get; init; }

    public object? Minimum { get; init; }

    public double? StandardDeviation { get; init; }

    public string? Property { get; init; }
}
