using System.Buffers.Binary;
using HaVip.Core.Values;
using HaVip.Fuzz.Expectations;

namespace HaVip.Fuzz.Targets;

/// <summary>Puts right what a fuzzer cannot guess: checksums and codes.</summary>
internal static class MessageRepair
{
    /// <summary>Writes the sum over a message that is long enough to have one.</summary>
    public static void Sum(Span<byte> payload, bool pseudo, in Envelope envelope)
    {
        var length = WireReference.MessageLength(payload, envelope.Source.Family);
        if (length < 0) return;
        var isIPv6 = envelope.Source.Family == AddressFamily.IPv6;
        var summed = isIPv6 ? payload : payload[..length];
        var needsPseudo = payload[0] >> 4 == 3 && (pseudo || isIPv6);
        var sum = WireReference.Checksum(summed, needsPseudo, envelope.Source, envelope.Destination);
        BinaryPrimitives.WriteUInt16BigEndian(payload[6..], sum);
    }

    /// <summary>The message with a trailer behind it.</summary>
    public static byte[] Signed(
        ReadOnlySpan<byte> message, byte keyId, ReadOnlySpan<byte> key, ulong sequence, IpAddress source)
    {
        var trailer = new byte[WireReference.TrailerLength];
        trailer[0] = 1;
        trailer[1] = keyId;
        BinaryPrimitives.WriteUInt64BigEndian(trailer.AsSpan(4), sequence);
        WireReference.Code(message, trailer, source, key).CopyTo(trailer, 12);
        return [.. message, .. trailer];
    }
}
