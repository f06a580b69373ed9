using HaVip.Core.Values;

namespace HaVip.Core.Succession;

/// <summary>
/// What an engine knows beside its configuration, for another engine that goes on where it stands. Instants keep their
/// meaning: both engines live by the same clock. What a reader does not know it skips, and what it misses is as at a start;
/// where that is not zero, the property is settable: what an initializer says is lost where only init is.
/// </summary>
public sealed record NodeMemory
{
    /// <summary>When the first engine of this line was made; start-up delays count from it.</summary>
    public required Instant Created { get; init; }

    public bool HostFilters { get; set; } = true;

    public long UnknownVirtualRouterIds { get; init; }

    public long TruncatedPackets { get; init; }

    public IReadOnlyList<CheckMemory> Checks { get; set; } = [];

    public IReadOnlyList<RouterMemory> Routers { get; set; } = [];
}
