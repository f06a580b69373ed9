using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Simulation.Options;

/// <summary>The address plan of every simulated LAN.</summary>
internal static class SimulatedAddresses
{
    public const string InterfaceName = "eth0";

    /// <summary>10.0.X.N: the third byte decides ties, so it is drawn and not the order of the nodes.</summary>
    public static IpAddress Host(int index, int third) =>
        IpAddress.FromIPv4(0x0A00_0001 + ((uint)third << 8) + (uint)index);

    public static IpAddress Stranger(int number) => IpAddress.FromIPv4(0x0AFF_0001 + (uint)number);

    public static VirtualAddress[] Virtual(int group, int count)
    {
        var addresses = new VirtualAddress[count];
        for (var i = 0; i < count; i++)
        {
            var address = IpAddress.FromIPv4(0xC0A8_0064 + ((uint)group << 8) + (uint)i);
            addresses[i] = new VirtualAddress(new IpPrefix(address, 24));
        }

        return addresses;
    }
}
