using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Linux;

/// <summary>A VRRP packet that passed an interface; its bytes are only borrowed until the next is taken.</summary>
public readonly ref struct CapturedPacket
{
    public required ReceivedPacket Packet { get; init; }

    /// <summary>It left this node.</summary>
    public required bool IsOutgoing { get; init; }

    /// <summary>The default value where the interface has no Ethernet addresses.</summary>
    public required MacAddress SourceMac { get; init; }

    /// <summary>When the kernel saw it.</summary>
    public required long UnixMicroseconds { get; init; }
}
