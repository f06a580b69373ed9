using System.Buffers.Binary;
using System.Globalization;

namespace HaVip.Core.Values;

/// <summary>An Ethernet address, kept in the low 48 bits.</summary>
public readonly record struct MacAddress(ulong Bits)
{
    public const int Length = 6;

    public static readonly MacAddress Broadcast = new(0xFFFF_FFFF_FFFF);

    /// <summary>00-00-5E-00-01-{VRID} for IPv4, 00-00-5E-00-02-{VRID} for IPv6 (RFC 9568 section 7.3).</summary>
    public static MacAddress VirtualRouter(AddressFamily family, byte virtualRouterId) =>
        new((family == AddressFamily.IPv6 ? 0x0000_5E00_0200UL : 0x0000_5E00_0100UL) | virtualRouterId);

    /// <summary>Of a virtual router, whichever node has it now.</summary>
    public bool IsVirtualRouter => Bits >> 8 is 0x0000_5E00_01 or 0x0000_5E00_02;

    public static MacAddress FromBytes(ReadOnlySpan<byte> bytes) =>
        new(((ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]));

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(Bits >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination[2..], (uint)Bits);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{bytes[0]:x2}:{bytes[1]:x2}:{bytes[2]:x2}:{bytes[3]:x2}:{bytes[4]:x2}:{bytes[5]:x2}");
    }
}
