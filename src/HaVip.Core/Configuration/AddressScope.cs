namespace HaVip.Core.Configuration;

/// <summary>Where an address is valid, with the kernel's numbers (<c>rtnetlink</c> scopes).</summary>
public enum AddressScope : byte
{
    Global = 0,
    Site = 200,
    Link = 253,
    Host = 254,
}
