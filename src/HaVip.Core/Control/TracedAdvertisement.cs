using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Control;

/// <summary>
/// A packet of protocol 112 as <c>havip-node trace</c> writes it, one line of JSON each. What a packet is too short to
/// say is null. Passwords and keys are never in it.
/// </summary>
public sealed record TracedAdvertisement
{
    /// <summary>The kernel's time of the packet.</summary>
    public required long TimeUnixMicroseconds { get; init; }

    public required string Interface { get; init; }

    public required PacketDirection Direction { get; init; }

    public required string Source { get; init; }

    /// <summary>Null where the interface has no Ethernet addresses.</summary>
    public string? SourceMac { get; init; }

    public required string Destination { get; init; }

    /// <summary>TTL or hop limit.</summary>
    public required byte TimeToLive { get; init; }

    public required AddressFamily AddressFamily { get; init; }

    public byte? Version { get; init; }

    /// <summary>1 is an advertisement, and there is no other (RFC 9568 section 5.2.2).</summary>
    public byte? Type { get; init; }

    public byte? VirtualRouterId { get; init; }

    public byte? Priority { get; init; }

    public long? AdvertisementIntervalMicroseconds { get; init; }

    /// <summary>
    /// Version 2: None, SimplePassword, IPAuthenticationHeader, or a number (RFC 2338 section 5.3.6).
    /// </summary>
    public string? AuthenticationType { get; init; }

    /// <summary>Null where there is none to verify.</summary>
    public TracedChecksum? Checksum { get; init; }

    public IReadOnlyList<string> VirtualAddresses { get; init; } = [];

    /// <summary>Null where it has no HMAC trailer.</summary>
    public byte? HmacKeyId { get; init; }

    public long? HmacUnixMicroseconds { get; init; }

    /// <summary>Counts what was signed in one moment.</summary>
    public int? HmacCounter { get; init; }

    /// <summary>The instance whose settings judged it; null where none did.</summary>
    public string? Instance { get; init; }

    /// <summary>None where it is valid.</summary>
    public RejectReason Rejected { get; init; }

    /// <summary>Rejected in words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Bytes behind the IP header.</summary>
    public int Length { get; init; }
}
