using HaVip.Core.Values;

namespace HaVip.Simulation;

/// <summary>A checker's rule is broken.</summary>
public sealed class ViolationException(string rule, Instant at, string text)
    : Exception($"{rule} at {at.Microseconds / 1_000_000m:0.000000} s: {text}")
{
    /// <summary>The checker that found it.</summary>
    public string Rule { get; } = rule;

    public Instant At { get; } = at;
}
