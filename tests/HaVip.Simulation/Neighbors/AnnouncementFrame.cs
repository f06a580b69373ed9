using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Simulation.Neighbors;

/// <summary>Announcements as bytes: written by the core's writers, read by offsets of its own.</summary>
internal static class AnnouncementFrame
{
    private const int EtherType = 12;

    public static byte[] Write(MacAddress place, IpAddress address)
    {
        if (address.Family == AddressFamily.IPv4)
        {
            var arp = new byte[GratuitousArp.Length];
            GratuitousArp.Write(arp, place, address);
            return arp;
        }

        var advertisement = new byte[NeighborAdvertisement.Length];
        NeighborAdvertisement.Write(advertisement, place, address, isRouter: false);
        return advertisement;
    }

    /// <summary>RFC 826: sender protocol and hardware address; RFC 4861 section 4.4: target and its option.</summary>
    public static (IpAddress Address, ulong Place) Read(ReadOnlySpan<byte> frame) =>
        frame[EtherType] == 0x08
            ? (IpAddress.FromBytes(frame.Slice(28, 4)), PlaceAt(frame, 22))
            : (IpAddress.FromBytes(frame.Slice(62, 16)), PlaceAt(frame, 80));

    private static ulong PlaceAt(ReadOnlySpan<byte> frame, int offset)
    {
        ulong place = 0;
        foreach (var octet in frame.Slice(offset, MacAddress.Length)) place = (place << 8) | octet;
        return place;
    }
}
