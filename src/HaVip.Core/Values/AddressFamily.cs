namespace HaVip.Core.Values;

/// <summary>The family of a virtual router; one virtual router carries one family only (RFC 9568 section 5.2).</summary>
public enum AddressFamily : byte
{
    None = 0,
    IPv4 = 4,
    IPv6 = 6,
}
