using System.Net;
using HaVip.Core.Values;

namespace HaVip.Node.Lab;

/// <summary>What the lab's commands are told.</summary>
internal sealed record LabOptions
{
    public string NetworkNamespace { get; init; } = "";

    /// <summary>The address probed; a responder answers for it whenever its host has it.</summary>
    public IPAddress Address { get; init; } = IPAddress.None;

    public ushort Port { get; init; } = 7007;

    /// <summary>What a responder answers with.</summary>
    public string Name { get; init; } = "";

    /// <summary>How many clients ask at the same time.</summary>
    public int Clients { get; init; } = 100;

    /// <summary>From one probe, or burst of junk, to the next, or from an answer to the same client's next request.</summary>
    public Duration Interval { get; init; } = Duration.FromMilliseconds(1);

    /// <summary>Clients: how long each is in the middle of its question.</summary>
    public Duration Pause { get; init; }

    /// <summary>Junk: whose advertisements it pretends to be.</summary>
    public byte VirtualRouterId { get; init; } = 1;

    /// <summary>Junk: who it pretends to come from.</summary>
    public IPAddress Source { get; init; } = IPAddress.Loopback;

    /// <summary>Junk: the interface it leaves by.</summary>
    public int InterfaceIndex { get; init; }

    /// <summary>Junk: packets of each kind at a time.</summary>
    public int Burst { get; init; } = 1;

    /// <summary>Junk: the right password, for what is to be refused for something else.</summary>
    public string Password { get; init; } = "";

    /// <summary>Junk: when it ends by itself.</summary>
    public Duration Duration { get; init; } = Duration.FromSeconds(10);
}
