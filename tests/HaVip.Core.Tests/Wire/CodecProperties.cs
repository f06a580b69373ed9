using CsCheck;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Wire;

public sealed class CodecProperties
{
    [Fact]
    public void Any_bytes_parsed_never_throw_and_never_reach_beyond() =>
        Gen.Select(Gen.Byte.Array[0, 1200], Gen.Bool).Sample((bytes, v6) =>
        {
            var family = v6 ? AddressFamily.IPv6 : AddressFamily.IPv4;
            if (!AdvertisementCodec.TryParse(bytes, family, out var parsed)) return true;
            AdvertisementCodec.TryVerify(parsed, Bytes.Address("10.0.0.1"), VrrpGroup.Of(family), out _);
            return parsed.Message.Length <= bytes.Length;
        });

    [Fact]
    public void Any_fields_written_and_parsed_come_back_and_verify() =>
        Gen.Select(Gen.Byte[1, 255], Gen.Byte, Gen.Int[1, 4095], Gen.Int[0, 255], Gen.Bool).Sample(
            (vrid, priority, interval, count, isVersion2) =>
            {
                var source = Bytes.Address("10.1.2.3");
                byte version = isVersion2 ? (byte)2 : (byte)3;
                var expected = isVersion2
                    ? Duration.FromSeconds(1 + (interval % 255))
                    : Duration.FromCentiseconds(interval);
                var buffer = new byte[AdvertisementCodec.MaximumLength];
                var length = AdvertisementCodec.Write(buffer, new AdvertisementFields
                {
                    Version = version,
                    VirtualRouterId = vrid,
                    Priority = priority,
                    Interval = expected,
                    Addresses = Addresses(count),
                    Source = source,
                    Destination = VrrpGroup.IPv4,
                });
                return AdvertisementCodec.TryParse(buffer.AsSpan(0, length), AddressFamily.IPv4, out var parsed)
                    && AdvertisementCodec.TryVerify(parsed, source, VrrpGroup.IPv4, out var form)
                    && form == ChecksumForm.PseudoHeader
                    && parsed.Version == version && parsed.VirtualRouterId == vrid && parsed.Priority == priority
                    && parsed.Interval == expected && parsed.AddressCount == count
                    && parsed.Message.Length == length;
            });

    private static List<VirtualAddress> Addresses(int count)
    {
        var addresses = new List<VirtualAddress>();
        for (var i = 0; i < count; i++)
            addresses.Add(new VirtualAddress(new IpPrefix(IpAddress.FromIPv4(0x0A00_0000 + (uint)i), 24)));
        return addresses;
    }
}
