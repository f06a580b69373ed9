using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Fuzz;

/// <summary>The node the packets arrive at: 192.168.6.110 and fe80::6:110, one of the README's two servers.</summary>
internal static class SampleNode
{
    /// <summary>Four senders: a better and a worse address, one more, and the node itself.</summary>
    private static readonly IpAddress[] SendersIPv4 =
        [Address("192.168.6.120"), Address("192.168.6.20"), Address("192.168.6.121"), Address("192.168.6.110")];

    private static readonly IpAddress[] SendersIPv6 =
        [Address("fe80::6:120"), Address("fe80::6:20"), Address("fe80::6:121"), Address("fe80::6:110")];

    public static InterfaceStatus Eth0 { get; } = new()
    {
        Name = "eth0",
        Index = 2,
        IsUp = true,
        PrimaryIPv4 = SendersIPv4[3],
        LinkLocalIPv6 = SendersIPv6[3],
        MacAddress = new MacAddress(0x02_00_00_00_01_10),
    };

    public static InstanceConfiguration Version2 { get; } = new()
    {
        Name = "VI_1",
        Interface = "eth0",
        VirtualRouterId = 52,
        Version = 2,
        VirtualAddresses = [Virtual("192.168.7.100/24"), Virtual("192.168.7.101/24")],
    };

    public static InstanceConfiguration WithPassword { get; } =
        Version2 with { Authentication = new SimplePasswordAuthentication("1111") };

    public static InstanceConfiguration Version3 { get; } = Version2 with { Version = 3 };

    public static InstanceConfiguration IPv6 { get; } = Version3 with
    {
        VirtualAddresses = [Virtual("fe80::7:100/64"), Virtual("2001:db8:7::100/64")],
    };

    public static IpAddress[] Senders(AddressFamily family) => family == AddressFamily.IPv6 ? SendersIPv6 : SendersIPv4;

    /// <summary>The same instance between unicast peers: all senders but the third and the node itself.</summary>
    public static InstanceConfiguration Unicast(InstanceConfiguration instance)
    {
        var senders = Senders(instance.Family);
        return instance with
        {
            Unicast = new UnicastSettings
            {
                Peers = [new UnicastPeer(senders[0]), new UnicastPeer(senders[1]) with { MinimumTimeToLive = 64 }],
            },
        };
    }

    private static IpAddress Address(string text) =>
        IpAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text, nameof(text));

    private static VirtualAddress Virtual(string text) =>
        IpPrefix.TryParse(text, out var prefix) ? new(prefix) : throw new ArgumentException(text, nameof(text));
}
