using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>What becomes of the clients of an owner that hands its addresses over.</summary>
public sealed record HandoverSettings
{
    /// <summary>
    /// How long TCP connections that are open to the old owner may go on there, 0 s (not at all) to 60 s: it keeps the
    /// addresses without answering for them at the link, and a new owner that is HaVip passes their packets on to it.
    /// </summary>
    public Duration Drain { get; init; } = Duration.FromSeconds(2);
}
