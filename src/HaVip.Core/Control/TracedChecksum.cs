namespace HaVip.Core.Control;

/// <summary>In which of its forms the checksum of a traced advertisement verifies.</summary>
public enum TracedChecksum
{
    /// <summary>In none.</summary>
    Invalid,

    /// <summary>That of version 2: the message alone (RFC 3768 section 5.3.8).</summary>
    V2,

    /// <summary>Version 3 with the pseudo-header before the message.</summary>
    PseudoHeader,

    /// <summary>Version 3 over IPv4 with the message alone, as RFC 9568 section 5.2.8 says.</summary>
    MessageOnly,
}
