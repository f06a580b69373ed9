using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Simulation.Network;

/// <summary>
/// Bytes on the wire, and beside them what the simulator knows of them without reading them: checkers judge by that, so
/// that a fault of the codec cannot hide itself.
/// </summary>
internal sealed record Packet
{
    public required byte[] Payload { get; init; }

    public required IpAddress Source { get; init; }

    public required IpAddress Destination { get; init; }

    public byte TimeToLive { get; init; } = 255;

    /// <summary>The network it is on: 0 is the LAN, the others the heartbeat.</summary>
    public int Path { get; init; }

    /// <summary>Which virtual router of the cluster it is about.</summary>
    public required int Group { get; init; }

    public required byte Version { get; init; }

    public required byte Priority { get; init; }

    public required Duration Interval { get; init; }

    /// <summary>Empty where there is none.</summary>
    public required string Password { get; init; }

    /// <summary>What it was signed with; null where it has no trailer.</summary>
    public HmacKey? Key { get; init; }

    /// <summary>Counts what was sent, so that the order of sending is known on arrival.</summary>
    public long Number { get; init; }

    public Instant SentAt { get; init; }

    /// <summary>The sender's time of day had been right for long enough to be believed.</summary>
    public bool ClockWasRight { get; init; }

    public ChecksumForm Form { get; init; }

    /// <summary>Null for what a node sent; else why every node must refuse it.</summary>
    public string? Junk { get; init; }
}
