namespace HaVip.Core.Wire;

/// <summary>The two readings of the version 3 checksum over IPv4 that are in the field.</summary>
public enum ChecksumForm : byte
{
    /// <summary>The message with the IPv4 pseudo-header before it, as RFC 5798 is commonly read.</summary>
    PseudoHeader,

    /// <summary>The message alone, as RFC 9568 section 5.2.8 says for IPv4.</summary>
    MessageOnly,
}
