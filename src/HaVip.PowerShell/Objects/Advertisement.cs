using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip;

/// <summary>
/// A VRRP packet that passed an interface. What it is too short to say is null; passwords and keys are never shown.
/// </summary>
public sealed class Advertisement
{
    /// <summary>When the kernel saw it.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>The network namespace of the interface; null for the host itself.</summary>
    public string? NetworkNamespace { get; internal init; }

    public string Interface { get; internal init; } = "";

    /// <summary>Received or Sent.</summary>
    public PacketDirection Direction { get; internal init; }

    public string Source { get; internal init; } = "";

    /// <summary>Null where the interface has no Ethernet addresses.</summary>
    public string? SourceMac { get; internal init; }

    /// <summary>The VRRP group, or a unicast peer.</summary>
    public string Destination { get; internal init; } = "";

    /// <summary>TTL or hop limit: 255 for what comes from this link (RFC 9568 section 5.1.1.3).</summary>
    public byte TimeToLive { get; internal init; }

    public AddressFamily AddressFamily { get; internal init; }

    public byte? Version { get; internal init; }

    /// <summary>1 is an advertisement, and there is no other type.</summary>
    public byte? Type { get; internal init; }

    public byte? VirtualRouterId { get; internal init; }

    /// <summary>0 says goodbye, 255 is the address owner.</summary>
    public byte? Priority { get; internal init; }

    public TimeSpan? AdvertisementInterval { get; internal init; }

    /// <summary>Version 2: None, SimplePassword, IPAuthenticationHeader, or a number. Version 3 has none.</summary>
    public string? AuthenticationType { get; internal init; }

    /// <summary>V2, PseudoHeader, MessageOnly or Invalid; null where there is no checksum.</summary>
    public TracedChecksum? ChecksumForm { get; internal init; }

    public string[] VirtualAddress { get; internal init; } = [];

    /// <summary>What is in its HMAC trailer; null where it has none.</summary>
    public HmacSignature? Hmac { get; internal init; }

    /// <summary>The instance whose settings judged it; null where none did.</summary>
    public string? Instance { get; internal init; }

    public bool Valid => RejectReason is null;

    /// <summary>Why it is refused; null where it is not.</summary>
    public RejectReason? RejectReason { get; internal init; }

    /// <summary>The same in words.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>Bytes behind the IP header.</summary>
    public int Length { get; internal init; }

    public override string ToString() => $"{Source} -> {Destination}: {(Valid ? $"priority {Priority}" : Reason)}";
}
