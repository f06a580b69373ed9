namespace HaVip.Core.Configuration;

/// <summary>How the checksum of version 3 over IPv4 is sent and heard; see RFC 9568 section 5.2.8.</summary>
public enum ChecksumPreference : byte
{
    /// <summary>Either form is heard; the pseudo-header form is sent until a peer is heard that leaves it out.</summary>
    Auto,

    /// <summary>Only with the pseudo-header, as keepalived, FRR and tcpdump read RFC 5798.</summary>
    PseudoHeader,

    /// <summary>Only without it, as RFC 9568 says.</summary>
    MessageOnly,
}
