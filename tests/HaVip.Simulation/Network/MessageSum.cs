using System.Buffers.Binary;

namespace HaVip.Simulation.Network;

/// <summary>The Internet checksum a second time, over a message alone.</summary>
internal static class MessageSum
{
    /// <summary>
    /// Two checksum forms are accepted for version 3, so a wrong bit turns one into the other where the pseudo-header's
    /// sum is a power of two: a weakness known and accepted, so no junk.
    /// </summary>
    public static bool VerifiesAlone(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (; bytes.Length >= 2; bytes = bytes[2..]) sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
        return sum == 0xFFFF;
    }
}
