using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Succession;

/// <summary>What is known of something tracked.</summary>
/// <param name="Kind">With the name, which one it is.</param>
/// <param name="Name">As configured.</param>
/// <param name="Seen">What was seen last.</param>
/// <param name="Number">What a file held then.</param>
/// <param name="Counts">What it counts as, which is something else while a delay runs.</param>
/// <param name="Contribution">What it adds to the priority, or takes off.</param>
/// <param name="Deadline">When that delay is over.</param>
public sealed record TrackedMemory(
    TrackedKind Kind, string Name, Health Seen, int? Number, Health Counts, int Contribution, Instant Deadline);
