using System.Net;
using HaVip.Core.Values;

namespace HaVip.Node.Lab;

/// <summary>What both lab commands are told.</summary>
internal sealed record LabOptions
{
    public string NetworkNamespace { get; init; } = "";

    /// <summary>The address probed; a responder answers for it whenever its host has it.</summary>
    public IPAddress Address { get; init; } = IPAddress.None;

    public ushort Port { get; init; } = 7007;

    /// <summary>What a responder answers with.</summary>
    public string Name { get; init; } = "";

    /// <summary>From one probe to the next.</summary>
    public Duration Interval { get; init; } = Duration.FromMilliseconds(1);
}
