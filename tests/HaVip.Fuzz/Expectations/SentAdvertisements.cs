using System.Buffers.Binary;
using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Fuzz.Expectations;

/// <summary>What a router sends says what is configured, verifies, and is signed with no sequence twice.</summary>
internal sealed class SentAdvertisements
{
    private readonly byte[] _buffer = new byte[AdvertisementCodec.MaximumLength];
    private ulong? _sequence;

    public void Check(VirtualRouter router, byte priority)
    {
        foreach (var destination in router.Destinations)
        {
            var length = router.WriteAdvertisement(priority, destination, _buffer);
            var packet = _buffer.AsSpan(0, length);
            var parses = AdvertisementCodec.TryParse(packet, router.Family, out var sent);
            Oracle.Holds(parses, "An own message does not parse");
            var settings = router.Configuration;
            Oracle.Same(settings.Version, sent.Version);
            Oracle.Same(settings.VirtualRouterId, sent.VirtualRouterId);
            Oracle.Same(priority, sent.Priority);
            Oracle.Same(IntervalOf(router), sent.Interval);
            Oracle.Same(settings.VirtualAddresses.Count, sent.AddressCount);
            CheckAddresses(settings, sent);
            var verifies = AdvertisementCodec.TryVerify(sent, router.Source, destination, out _);
            Oracle.Holds(verifies, "An own message does not verify");
            CheckTrailer(router, sent);
        }
    }

    /// <summary>
    /// Its own, but what a Backup sends is the last word of a Master that yielded: the winner's, of which the down interval
    /// and the skew tell.
    /// </summary>
    private static Duration IntervalOf(VirtualRouter router) => router.State == VrrpState.Backup
        ? (router.MasterDownInterval - router.SkewTime) / router.Configuration.MissedAdvertisements
        : router.Configuration.AdvertisementInterval;

    private static void CheckAddresses(InstanceConfiguration settings, in Advertisement sent)
    {
        var size = IpAddress.LengthOf(settings.Family);
        for (var i = 0; i < settings.VirtualAddresses.Count; i++)
        {
            var address = IpAddress.FromBytes(sent.Addresses.Slice(i * size, size));
            Oracle.Same(settings.VirtualAddresses[i].Prefix.Address, address);
        }
    }

    private void CheckTrailer(VirtualRouter router, in Advertisement sent)
    {
        if (router.Configuration.Hmac is not { Mode: not HmacMode.ReceiveOnly } hmac)
        {
            Oracle.Holds(sent.Trailer.IsEmpty, "Something follows an unsigned message");
            return;
        }

        Oracle.Same(WireReference.TrailerLength, sent.Trailer.Length);
        Oracle.Same(hmac.ActiveKey, sent.Trailer[1]);
        var key = hmac.Find(hmac.ActiveKey)!.Material.Bytes;
        var code = WireReference.Code(sent.Message, sent.Trailer, router.Source, key);
        Oracle.SameBytes(code, sent.Trailer[12..], "An own code");
        var sequence = BinaryPrimitives.ReadUInt64BigEndian(sent.Trailer[4..]);
        Oracle.Holds(_sequence is null || sequence > _sequence, "A sequence was used twice");
        _sequence = sequence;
    }
}
