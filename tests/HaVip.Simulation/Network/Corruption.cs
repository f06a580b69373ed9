using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Simulation.Randomness;

namespace HaVip.Simulation.Network;

/// <summary>One bit turned over: the checksum must notice.</summary>
internal static class Corruption
{
    private const int CountOffset = 3;

    public static Packet Apply(Packet packet, SeededRandom random)
    {
        var covered = CoveredLength(packet);
        while (true)
        {
            var bytes = packet.Payload.ToArray();
            var bit = random.Below(covered * 8);
            if (bit / 8 == CountOffset && covered < bytes.Length) continue;
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            if (!MessageSum.VerifiesAlone(bytes.AsSpan(0, covered)))
                return packet with { Payload = bytes, Junk = $"bit {bit} is wrong" };
        }
    }

    /// <summary>
    /// Over IPv4 the checksum leaves the trailer out, and another count would make part of the trailer an address.
    /// </summary>
    private static int CoveredLength(Packet packet) => packet.Key is null || packet.Source.Family == AddressFamily.IPv6
        ? packet.Payload.Length
        : packet.Payload.Length - HmacTrailer.Length;
}
