using HaVip.Core.Election;

namespace HaVip;

/// <summary>One way the advertisements of an instance travel: its own interface, or one of its heartbeat.</summary>
public sealed class InstancePath
{
    public string Interface { get; internal init; } = "";

    /// <summary>Idle, Down, Sending, Waiting, Heard or Silent.</summary>
    public PathStatus Status { get; internal init; }

    /// <summary>Where its advertisements come from here; null while the interface has no address.</summary>
    public string? Source { get; internal init; }

    /// <summary>The multicast group, or every unicast peer.</summary>
    public string[] Destination { get; internal init; } = [];

    /// <summary>When another node's advertisement was accepted here last; null before the first.</summary>
    public DateTimeOffset? Heard { get; internal init; }

    public override string ToString() => $"{Interface} {Status}";
}
