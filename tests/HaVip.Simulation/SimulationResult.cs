using HaVip.Core.Values;

namespace HaVip.Simulation;

/// <summary>What came of one seed.</summary>
public sealed record SimulationResult(ulong Seed, Duration Simulated, long Events, Exception? Violation)
{
    /// <summary>
    /// The checker's name, or the exception's where the core failed by itself; null where all went well.
    /// </summary>
    public string? Rule => Violation is ViolationException violation ? violation.Rule : Violation?.GetType().Name;
}
