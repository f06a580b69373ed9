using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Simulation.Options;

/// <summary>The address plan of every simulated LAN.</summary>
internal static class SimulatedAddresses
{
    public const string InterfaceName = "eth0";

    private const uint LinkLocal = 0xFE80_0000;
    private const uint Global = 0x2001_0DB8;

    /// <summary>10.0.X.N: the third byte decides ties, so it is drawn and not the order of the nodes.</summary>
    public static IpAddress Host(int index, int third) =>
        IpAddress.FromIPv4(0x0A00_0001 + ((uint)third << 8) + (uint)index);

    /// <summary>fe80::X:N, the same with X in the place of the third byte.</summary>
    public static IpAddress LinkLocalHost(int index, int third) =>
        IPv6(LinkLocal, ((uint)third << 16) + (uint)index + 1);

    public static string HeartbeatName(int path) => $"eth{path}";

    /// <summary>172.16.P.X on the heartbeat: in another order than on the LAN, so that paths disagree about ties.</summary>
    public static IpAddress Heartbeat(int path, int index, AddressFamily family)
    {
        var place = (uint)((250 - (index * 7 * path)) & 0xFF);
        return family == AddressFamily.IPv4
            ? IpAddress.FromIPv4(0xAC10_0000 + ((uint)path << 8) + place)
            : IPv6(LinkLocal, 0x7700_0000 + ((uint)path << 16) + place);
    }

    public static IpAddress Stranger(AddressFamily family, int number) => family == AddressFamily.IPv4
        ? IpAddress.FromIPv4(0x0AFF_0001 + (uint)number)
        : IPv6(LinkLocal, 0xFFFF_0000 + (uint)number);

    /// <summary>RFC 9568 section 5.2.9: the first IPv6 address is link-local.</summary>
    public static VirtualAddress[] Virtual(AddressFamily family, int group, int count)
    {
        var addresses = new VirtualAddress[count];
        for (var i = 0; i < count; i++)
        {
            var address = family == AddressFamily.IPv4
                ? IpAddress.FromIPv4(0xC0A8_0064 + ((uint)group << 8) + (uint)i)
                : IPv6(i == 0 ? LinkLocal : Global, 0x0700_0000 + ((uint)group << 16) + (uint)i);
            addresses[i] = new VirtualAddress(new IpPrefix(address, (byte)(family == AddressFamily.IPv4 ? 24 : 64)));
        }

        return addresses;
    }

    private static IpAddress IPv6(uint first, uint last)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, first);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], last);
        return IpAddress.FromBytes(bytes);
    }
}
