using HaVip.Core.Values;

namespace HaVip.Simulation.Options;

/// <summary>
/// A LAN whose good days keep a promise (delay at most <see cref="LongestDelay"/>) and whose bad days don't.
/// </summary>
internal sealed record NetworkOptions
{
    public required Duration Delay { get; init; }

    /// <summary>Drawn anew per packet and receiver, so packets overtake each other.</summary>
    public required Duration Jitter { get; init; }

    public required int LossPerMille { get; init; }

    public required int DuplicatePerMille { get; init; }

    public required int CorruptPerMille { get; init; }

    /// <summary>How often a packet takes up to <see cref="SpikeDelay"/> instead.</summary>
    public required int SpikePerMille { get; init; }

    public required Duration SpikeDelay { get; init; }

    public Duration LongestDelay => Delay + Jitter;
}
