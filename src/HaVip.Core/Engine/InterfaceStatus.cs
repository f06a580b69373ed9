using HaVip.Core.Values;

namespace HaVip.Core.Engine;

/// <summary>What the engine needs to know of an interface; the host tells it whenever any of this changes.</summary>
public sealed record InterfaceStatus
{
    public required string Name { get; init; }

    /// <summary>The kernel's index; 0 while there is no such interface.</summary>
    public int Index { get; init; }

    /// <summary>Administratively up and with carrier.</summary>
    public bool IsUp { get; init; }

    /// <summary>
    /// The first IPv4 address that is not one of the node's virtual addresses (RFC 9568 section 5.1.1.1); the default
    /// value while there is none.
    /// </summary>
    public IpAddress PrimaryIPv4 { get; init; }

    /// <summary>The link-local address (RFC 9568 section 5.1.2.1), no longer tentative; the default value while none.</summary>
    public IpAddress LinkLocalIPv6 { get; init; }

    public MacAddress MacAddress { get; init; }

    public bool Exists => Index > 0;

    /// <summary>The address advertisements of a family are sent from.</summary>
    public IpAddress SourceOf(AddressFamily family) => family == AddressFamily.IPv6 ? LinkLocalIPv6 : PrimaryIPv4;
}
