using System.Buffers.Binary;
using HaVip.Core.Wire;
using HaVip.Simulation.Network;

namespace HaVip.Simulation.Faults;

internal static class PacketSigning
{
    /// <summary>The checksum over the message alone, which both versions accept over IPv4.</summary>
    public static Packet Signed(this Packet packet)
    {
        var bytes = packet.Payload;
        bytes.AsSpan(6, 2).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), InternetChecksum.Finish(InternetChecksum.Add(0, bytes)));
        return packet;
    }
}
