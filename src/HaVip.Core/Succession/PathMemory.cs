using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Succession;

/// <summary>What is known of one way advertisements travel.</summary>
public sealed record PathMemory
{
    public required InterfaceStatus Interface { get; init; }

    public Instant? Heard { get; init; }

    public bool IsSilent { get; init; }

    public Instant ListensSince { get; init; }

    public bool IsToldDown { get; init; }
}
