using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>Gratuitous ARP (RFC 9568 section 6.4.2) after becoming Master; the defaults are keepalived's rhythm.</summary>
public sealed record AnnouncementSettings
{
    /// <summary>Messages per address in each burst, 1 to 100.</summary>
    public byte Repeat { get; init; } = 5;

    /// <summary>When the second burst follows the first, 0 s (none) to 300 s.</summary>
    public Duration Delay { get; init; } = Duration.FromSeconds(5);

    /// <summary>
    /// How often one message per address is repeated while Master; 0 s (never) to 86400 s. It bounds how long a neighbour
    /// sends to the wrong place after what nobody could notice; keepalived's default is never.
    /// </summary>
    public Duration Refresh { get; init; } = Duration.FromSeconds(60);

    /// <summary>
    /// From one message to the next on the same interface, 0 s (at once) to 1 s: so a burst does not flood switches, and its
    /// repeats are not lost together. The first message for each address of a new Master waits for nothing.
    /// </summary>
    public Duration Spacing { get; init; } = DefaultSpacing;

    public static readonly Duration DefaultSpacing = Duration.FromMilliseconds(10);
}
