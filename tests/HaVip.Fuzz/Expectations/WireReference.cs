using System.Security.Cryptography;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Fuzz.Expectations;

/// <summary>The sums and codes of a VRRP message once more, in the plainest way, byte by byte.</summary>
internal static class WireReference
{
    public const int TrailerLength = 28;
    private const int ChecksumAt = 6;

    /// <summary>
    /// The length the first bytes announce (RFC 3768 section 5.1, RFC 9568 section 5.2); -1 where there is less.
    /// </summary>
    public static int MessageLength(ReadOnlySpan<byte> payload, AddressFamily family)
    {
        if (payload.Length < 8) return -1;
        var version = payload[0] / 16;
        var size = family == AddressFamily.IPv6 ? 16 : 4;
        var length = version switch
        {
            2 => 8 + (size * payload[3]) + 8,
            3 => 8 + (size * payload[3]),
            _ => 8,
        };
        return length <= payload.Length ? length : -1;
    }

    /// <summary>RFC 3768 section 5.3.8 and RFC 9568 section 5.2.8; RFC 5798 read as everybody reads it.</summary>
    public static ushort Checksum(ReadOnlySpan<byte> message, bool pseudo, IpAddress source, IpAddress destination)
    {
        var bytes = new List<byte>();
        if (pseudo)
        {
            bytes.AddRange(Bytes(source));
            bytes.AddRange(Bytes(destination));
            bytes.AddRange([0, InternetChecksum.VrrpProtocol, (byte)(message.Length >> 8), (byte)message.Length]);
        }

        bytes.AddRange(message[..ChecksumAt]);
        bytes.AddRange([0, 0]);
        bytes.AddRange(message[(ChecksumAt + 2)..]);
        if (bytes.Count % 2 != 0) bytes.Add(0);
        var sum = 0;
        for (var i = 0; i < bytes.Count; i += 2)
        {
            sum += (bytes[i] << 8) + bytes[i + 1];
            if (sum > 0xFFFF) sum -= 0xFFFF;
        }

        return (ushort)~sum;
    }

    /// <summary>The code of draft-cassen-vrrp-auth-hmac, as keepalived 2.4.2 computes it.</summary>
    public static byte[] Code(
        ReadOnlySpan<byte> message, ReadOnlySpan<byte> trailer, IpAddress source, ReadOnlySpan<byte> key)
    {
        var input = new List<byte>();
        var family = source.Family == AddressFamily.IPv6 ? (byte)6 : (byte)4;
        input.AddRange([family, (byte)(message[0] >> 4), message[1], 0]);
        var address = Bytes(source);
        input.AddRange(address);
        input.AddRange(new byte[16 - address.Length]);
        input.AddRange(message[..ChecksumAt]);
        input.AddRange([0, 0]);
        input.AddRange(message[(ChecksumAt + 2)..]);
        input.AddRange(trailer[..12]);
        input.AddRange(new byte[16]);
        using var hmac = new HMACSHA256(key.ToArray());
        return hmac.ComputeHash([.. input])[..16];
    }

    private static byte[] Bytes(IpAddress address)
    {
        var bytes = new byte[address.Length];
        address.CopyTo(bytes);
        return bytes;
    }
}
