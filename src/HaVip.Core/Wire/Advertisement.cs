using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>A VRRP message as received, structure checked and nothing else; its spans are the packet's own bytes.</summary>
public readonly ref struct Advertisement
{
    /// <summary>The high nibble of the first byte.</summary>
    public byte Version { get; init; }

    /// <summary>The low nibble of the first byte; 1 is the advertisement (RFC 9568 section 5.2.2).</summary>
    public byte Type { get; init; }

    public byte VirtualRouterId { get; init; }

    /// <summary>0 says goodbye, 255 is the address owner (RFC 9568 section 5.2.4).</summary>
    public byte Priority { get; init; }

    public byte AddressCount { get; init; }

    /// <summary>Version 2 only (RFC 2338 section 5.3.6): 0 none, 1 simple text password.</summary>
    public byte AuthenticationType { get; init; }

    /// <summary>From seconds (version 2) or centiseconds (version 3).</summary>
    public Duration Interval { get; init; }

    /// <summary>The checksum field as received.</summary>
    public ushort Checksum { get; init; }

    /// <summary>AddressCount addresses of 4 or 16 bytes each.</summary>
    public ReadOnlySpan<byte> Addresses { get; init; }

    /// <summary>Version 2: the eight octets of authentication data; else empty.</summary>
    public ReadOnlySpan<byte> AuthenticationData { get; init; }

    /// <summary>The whole message from version to end, without what is behind it.</summary>
    public ReadOnlySpan<byte> Message => Payload[..MessageLength];

    /// <summary>What is behind the message, such as an HMAC trailer; mostly empty.</summary>
    public ReadOnlySpan<byte> Trailer => Payload[MessageLength..];

    /// <summary>All that follows the IP header.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    public int MessageLength { get; init; }
}
