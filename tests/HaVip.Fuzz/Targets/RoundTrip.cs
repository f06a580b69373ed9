using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Fuzz.Expectations;

namespace HaVip.Fuzz.Targets;

/// <summary>Bytes decoded are what stands in them; encoded again they are the same but for what has no meaning.</summary>
internal static class RoundTrip
{
    public static void Check(ReadOnlySpan<byte> payload, in Envelope envelope)
    {
        var family = envelope.Source.Family;
        var length = WireReference.MessageLength(payload, family);
        var parsed = AdvertisementCodec.TryParse(payload, family, out var advertisement);
        Oracle.Same(length >= 0, parsed);
        if (!parsed) return;
        Oracle.Same(length, advertisement.MessageLength);
        Oracle.SameBytes(payload[..length], advertisement.Message, "The message");
        Oracle.SameBytes(payload[length..], advertisement.Trailer, "The trailer");
        CheckFields(payload, advertisement);
        CheckSum(payload, length, envelope, advertisement);
        if (advertisement.Version is 2 or 3) CheckWritten(advertisement, envelope);
    }

    private static void CheckFields(ReadOnlySpan<byte> payload, in Advertisement advertisement)
    {
        Oracle.Same(payload[0], (byte)((advertisement.Version << 4) | advertisement.Type));
        Oracle.Same(payload[1], advertisement.VirtualRouterId);
        Oracle.Same(payload[2], advertisement.Priority);
        Oracle.Same(payload[3], advertisement.AddressCount);
        Oracle.Same((payload[6] << 8) | payload[7], advertisement.Checksum);
        var isVersion2 = advertisement.Version == 2;
        Oracle.Same(isVersion2 ? payload[4] : 0, advertisement.AuthenticationType);
        var centiseconds = isVersion2 ? payload[5] * 100 : ((payload[4] & 15) << 8) | payload[5];
        Oracle.Same(centiseconds * 10_000L, advertisement.Interval.Microseconds);
    }

    private static void CheckSum(
        ReadOnlySpan<byte> payload, int length, in Envelope envelope, in Advertisement advertisement)
    {
        var isIPv6 = envelope.Source.Family == AddressFamily.IPv6;
        var summed = isIPv6 ? payload : payload[..length];
        var plain = WireReference.Checksum(summed, pseudo: false, envelope.Source, envelope.Destination);
        var pseudo = WireReference.Checksum(summed, pseudo: true, envelope.Source, envelope.Destination);
        var verifies = advertisement.Version != 3 ? advertisement.Checksum == plain
            : advertisement.Checksum == pseudo || (!isIPv6 && advertisement.Checksum == plain);
        var verified = AdvertisementCodec.TryVerify(advertisement, envelope.Source, envelope.Destination, out _);
        Oracle.Same(verifies, verified);
    }

    private static void CheckWritten(in Advertisement advertisement, in Envelope envelope)
    {
        foreach (var form in new[] { ChecksumForm.PseudoHeader, ChecksumForm.MessageOnly })
        {
            var written = new byte[AdvertisementCodec.MaximumLength];
            var length = AdvertisementCodec.Write(written, FieldsOf(advertisement, envelope, form));
            var expected = Canonical(advertisement);
            MessageRepair.Sum(expected, form == ChecksumForm.PseudoHeader, envelope);
            Oracle.SameBytes(expected, written.AsSpan(0, length), "The message written again");
            var again = AdvertisementCodec.TryParse(written.AsSpan(0, length), envelope.Source.Family, out var second);
            Oracle.Holds(again, "A message written does not parse");
            Oracle.Holds(
                AdvertisementCodec.TryVerify(second, envelope.Source, envelope.Destination, out _),
                "A message written does not verify");
            Oracle.Same(advertisement.Interval, second.Interval);
            Oracle.SameBytes(advertisement.Addresses, second.Addresses, "The addresses");
        }
    }

    private static AdvertisementFields FieldsOf(
        in Advertisement advertisement, in Envelope envelope, ChecksumForm form) =>
        new()
        {
            Version = advertisement.Version,
            VirtualRouterId = advertisement.VirtualRouterId,
            Priority = advertisement.Priority,
            Interval = advertisement.Interval,
            Addresses = AddressesOf(advertisement, envelope.Source.Length),
            Password = advertisement.AuthenticationData.TrimEnd((byte)0),
            Form = form,
            Source = envelope.Source,
            Destination = envelope.Destination,
        };

    private static List<VirtualAddress> AddressesOf(in Advertisement advertisement, int size)
    {
        var addresses = new List<VirtualAddress>();
        for (var at = 0; at < advertisement.Addresses.Length; at += size)
        {
            var address = IpAddress.FromBytes(advertisement.Addresses.Slice(at, size));
            addresses.Add(new VirtualAddress(new IpPrefix(address, (byte)(size * 8))));
        }

        return addresses;
    }

    // Type and reserved bits are what a sender must put there; the authentication type follows from the data.
    private static byte[] Canonical(in Advertisement advertisement)
    {
        var message = advertisement.Message.ToArray();
        message[0] = (byte)((message[0] & 0xF0) | 1);
        if (advertisement.Version == 3) message[4] &= 15;
        else message[4] = advertisement.AuthenticationData.ContainsAnyExcept((byte)0) ? (byte)1 : (byte)0;
        return message;
    }
}
