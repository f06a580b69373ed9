using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>How a Master looks for another host that answers for its addresses (RFC 5227, RFC 4861).</summary>
public sealed record SplitBrainProbeSettings
{
    /// <summary>How often each address is asked for while Master, 100 ms to 1 h; 0 s means nobody asks.</summary>
    public Duration Interval { get; init; } = Duration.FromSeconds(10);

    public bool IsOn => Interval > Duration.Zero;
}
