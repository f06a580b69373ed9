using System.Buffers.Binary;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Fuzz.Expectations;

/// <summary>
/// What a trailer is worth. Up to four senders, and while nobody sets the clock back: no sequence is believed twice,
/// and nobody but a sender who proved who it is changes what is believed of it.
/// </summary>
internal sealed class HmacModel
{
    private readonly Dictionary<IpAddress, ulong> _newest = [];
    private ulong _judged;

    public RejectReason Judge(
        HmacAuthentication settings, Duration window, IpAddress source, ReadOnlySpan<byte> payload, int length,
        long unixMicroseconds)
    {
        var trailer = payload[length..];
        if (trailer.IsEmpty) return RejectReason.HmacMissing;
        if (trailer.Length != WireReference.TrailerLength || trailer[0] != 1) return RejectReason.HmacMalformed;
        if (!TryFind(settings, trailer[1], out var key)) return RejectReason.HmacUnknownKey;
        var code = WireReference.Code(payload[..length], trailer, source, key);
        if (!trailer[12..].SequenceEqual(code)) return RejectReason.HmacMismatch;
        _judged = BinaryPrimitives.ReadUInt64BigEndian(trailer[4..]);
        var seconds = BinaryPrimitives.ReadUInt32BigEndian(trailer[4..]);
        var fraction = BinaryPrimitives.ReadUInt16BigEndian(trailer[8..]);
        var signed = (seconds * 1_000_000L) + (fraction * 1_000_000L / 65_536);
        var isTimed = settings.AntiReplay == HmacAntiReplay.Time;
        if (isTimed && Math.Abs(signed - unixMicroseconds) > window.Microseconds) return RejectReason.HmacStale;
        if (!_newest.TryGetValue(source, out var newest)) return RejectReason.None;
        // RFC 1982: newer is what lies less than half the numbers ahead.
        return _judged - newest - 1 < long.MaxValue ? RejectReason.None : RejectReason.HmacReplayed;
    }

    public void Accepted(IpAddress source, RejectReason? verdict)
    {
        if (verdict == RejectReason.None) _newest[source] = _judged;
    }

    private static bool TryFind(HmacAuthentication settings, byte id, out byte[] key)
    {
        key = settings.Keys.FirstOrDefault(key => key.Id == id)?.Material.Bytes.ToArray() ?? [];
        return key.Length > 0;
    }
}
