using System.Buffers.Binary;
using System.Text;

namespace HaVip.Node.Lab;

/// <summary>
/// A probe is its number, 8 bytes in network order; the answer is the probe and the name of the node that has the
/// address.
/// </summary>
internal static class ProbePacket
{
    public const int NumberLength = 8;

    public const int MaximumLength = NumberLength + 256;

    public static void Write(Span<byte> packet, long number) => BinaryPrimitives.WriteInt64BigEndian(packet, number);

    public static bool TryRead(ReadOnlySpan<byte> packet, out long number, out string name)
    {
        number = 0;
        name = "";
        if (packet.Length <= NumberLength) return false;
        number = BinaryPrimitives.ReadInt64BigEndian(packet);
        name = Encoding.UTF8.GetString(packet[NumberLength..]);
        return true;
    }
}
