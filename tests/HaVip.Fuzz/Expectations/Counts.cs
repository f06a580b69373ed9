using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Wire;

namespace HaVip.Fuzz.Expectations;

/// <summary>The counters a packet may change, as they were and as they must be after it.</summary>
internal sealed class Counts
{
    private readonly long[] _rejected = new long[Enum.GetValues<RejectReason>().Length];
    private readonly long[] _tolerated = new long[Enum.GetValues<RejectReason>().Length];
    private long _received;
    private long _verified;
    private long _truncated;
    private long _unknown;

    public static Counts Of(NodeEngine engine)
    {
        var router = engine.Routers[0].Counters;
        var counts = new Counts
        {
            _received = router.AdvertisementsReceived,
            _verified = router.HmacVerified,
            _truncated = engine.TruncatedPackets,
            _unknown = engine.UnknownVirtualRouterIds,
        };
        for (var i = 0; i < counts._rejected.Length; i++)
        {
            counts._rejected[i] = router.Rejected((RejectReason)i);
            counts._tolerated[i] = router.Tolerated((RejectReason)i);
        }

        return counts;
    }

    /// <summary>Counts what the packet must be counted as, and says why it must be refused.</summary>
    public RejectReason Expect(
        ReceiveModel model, VirtualRouter router, in Envelope envelope, ReadOnlySpan<byte> payload,
        long unixMicroseconds)
    {
        if (payload.Length < 2)
        {
            _truncated++;
            return RejectReason.Truncated;
        }

        if (envelope.Source.Family != router.Family || payload[1] != router.Configuration.VirtualRouterId)
        {
            _unknown++;
            return RejectReason.UnknownVirtualRouterId;
        }

        var reason = model.Judge(envelope, payload, unixMicroseconds);
        if (reason == RejectReason.None) _received++;
        else _rejected[(int)reason]++;
        if (model.HmacVerdict == RejectReason.None) _verified++;
        else if (model.HmacVerdict is { } verdict && verdict != reason) _tolerated[(int)verdict]++;
        return reason;
    }

    public void Check(NodeEngine engine)
    {
        var now = Of(engine);
        for (var i = 0; i < _rejected.Length; i++)
        {
            Oracle.Same(_rejected[i], now._rejected[i], $"Rejected({(RejectReason)i})");
            Oracle.Same(_tolerated[i], now._tolerated[i], $"Tolerated({(RejectReason)i})");
        }

        Oracle.Same(_received, now._received);
        Oracle.Same(_verified, now._verified);
        Oracle.Same(_truncated, now._truncated);
        Oracle.Same(_unknown, now._unknown);
    }
}
