using System.Buffers.Binary;
using System.Security.Cryptography;
using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>
/// The 28 bytes keepalived 2.4.2 and later may put behind a VRRP message (draft-cassen-vrrp-auth-hmac):
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |   Type 1    |    Key id     |         Reserved (zero)            |
/// |                            Seconds                                |
/// |      Fraction, 1/65536 s      |            Counter                |
/// |                 HMAC-SHA256, first 128 bits                       |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// </code>
/// The code covers a 20-byte pseudo-header (family, version, virtual router id, zero, source), the message with its
/// checksum read as zero, the trailer up to the code, and sixteen zero bytes.
/// </summary>
public static class HmacTrailer
{
    public const int Length = 28;
    public const byte Sha256Truncated = 1;
    public const int MinimumKeyLength = 32;
    public const int MaximumKeyLength = 64;

    private const int KeyIdOffset = 1;
    private const int SequenceOffset = 4;
    private const int CodeOffset = 12;
    private const int CodeLength = 16;
    private const int PseudoHeaderLength = 20;
    private const int ChecksumOffset = 6;
    private const int StackLimit = 1500;

    /// <summary>Appends the trailer to a message of <paramref name="length"/> bytes and returns the new length.</summary>
    public static int Append(
        Span<byte> packet, int length, IpAddress source, byte keyId, ReadOnlySpan<byte> key, ulong sequence)
    {
        var trailer = packet.Slice(length, Length);
        trailer.Clear();
        trailer[0] = Sha256Truncated;
        trailer[KeyIdOffset] = keyId;
        BinaryPrimitives.WriteUInt64BigEndian(trailer[SequenceOffset..], sequence);
        ComputeCode(packet[..length], trailer, source, key, trailer[CodeOffset..]);
        return length + Length;
    }

    /// <summary>Reads key id and sequence (seconds, fraction, counter as one number); false where it is no such trailer.</summary>
    public static bool TryRead(ReadOnlySpan<byte> trailer, out byte keyId, out ulong sequence)
    {
        keyId = 0;
        sequence = 0;
        if (trailer.Length != Length || trailer[0] != Sha256Truncated) return false;
        keyId = trailer[KeyIdOffset];
        sequence = BinaryPrimitives.ReadUInt64BigEndian(trailer[SequenceOffset..]);
        return true;
    }

    /// <summary>The sender's clock in a sequence, since 1970; its lowest 16 bits count what was sent in one moment.</summary>
    public static Duration TimeOf(ulong sequence)
    {
        var microseconds = (long)((sequence >> 16) & 0xFFFF) * 1_000_000 / 65_536;
        return new Duration(((long)(sequence >> 32) * 1_000_000) + microseconds);
    }

    /// <summary>Whether the code is the one <paramref name="key"/> gives; compared in constant time.</summary>
    public static bool Verify(
        ReadOnlySpan<byte> message, ReadOnlySpan<byte> trailer, IpAddress source, ReadOnlySpan<byte> key)
    {
        Span<byte> expected = stackalloc byte[CodeLength];
        ComputeCode(message, trailer, source, key, expected);
        return CryptographicOperations.FixedTimeEquals(expected, trailer[CodeOffset..]);
    }

    private static void ComputeCode(
        ReadOnlySpan<byte> message, ReadOnlySpan<byte> trailer, IpAddress source, ReadOnlySpan<byte> key,
        Span<byte> code)
    {
        var total = PseudoHeaderLength + message.Length + Length;
        var input = total <= StackLimit ? stackalloc byte[StackLimit] : new byte[total];
        input = input[..total];
        input.Clear();
        input[0] = (byte)source.Family;
        input[1] = (byte)(message[0] >> 4);
        input[2] = message[1];
        source.CopyTo(input[4..]);
        message.CopyTo(input[PseudoHeaderLength..]);
        input.Slice(PseudoHeaderLength + ChecksumOffset, 2).Clear();
        trailer[..CodeOffset].CopyTo(input[(PseudoHeaderLength + message.Length)..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, input, hash);
        hash[..CodeLength].CopyTo(code);
    }
}
