using System.Buffers.Binary;
using HaVip.Simulation.Randomness;

namespace HaVip.Simulation.Network;

/// <summary>One bit turned over: the checksum must notice.</summary>
internal static class Corruption
{
    public static Packet Apply(Packet packet, SeededRandom random)
    {
        while (true)
        {
            var bytes = packet.Payload.ToArray();
            var bit = random.Below(bytes.Length * 8);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            if (!VerifiesAlone(bytes)) return packet with { Payload = bytes, Junk = $"bit {bit} is wrong" };
        }
    }

    /// <summary>
    /// Two checksum forms are accepted for version 3, so a wrong bit turns one into the other where the pseudo-header's
    /// sum is a power of two: a weakness known and accepted, so no junk.
    /// </summary>
    private static bool VerifiesAlone(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (; bytes.Length >= 2; bytes = bytes[2..]) sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
        return sum == 0xFFFF;
    }
}
