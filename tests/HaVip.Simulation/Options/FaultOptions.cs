using HaVip.Core.Values;

namespace HaVip.Simulation.Options;

/// <summary>How often things go wrong or somebody does something; Zero means never.</summary>
internal sealed record FaultOptions
{
    public required Duration FaultEvery { get; init; }

    public required Duration CommandEvery { get; init; }

    public required Duration JunkEvery { get; init; }

    /// <summary>Faults last from a hundredth of this to twice of it.</summary>
    public required Duration FaultLength { get; init; }

    /// <summary>A partition is neither made nor mended sooner after the last change than this.</summary>
    public required Duration PartitionStability { get; init; }

    /// <summary>Relative frequency by kind of fault, in its order.</summary>
    public required IReadOnlyList<int> Weights { get; init; }
}
