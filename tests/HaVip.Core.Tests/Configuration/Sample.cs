using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Configuration;

/// <summary>Valid configurations that tests take one thing away from.</summary>
internal static class Sample
{
    public static InstanceConfiguration Instance => new()
    {
        Name = "VI_1",
        Interface = "eth0",
        VirtualRouterId = 52,
        Version = 2,
        Authentication = new SimplePasswordAuthentication("1111"),
        VirtualAddresses = [Address("192.168.7.100/24"), Address("192.168.7.101/24")],
        VirtualRoutes = [Route("0.0.0.0/0", "192.168.7.1")],
    };

    public static InstanceConfiguration Second => Instance with
    {
        Name = "VI_2",
        VirtualRouterId = 53,
        VirtualAddresses = [Address("192.168.8.100/24")],
        VirtualRoutes = [],
    };

    public static InstanceConfiguration IPv6 => Instance with
    {
        Version = 3,
        Authentication = null,
        VirtualAddresses = [Address("fe80::7:100/64"), Address("2001:db8:7::100/64")],
        VirtualRoutes = [],
    };

    public static NodeConfiguration Node(params InstanceConfiguration[] instances) => new() { Instances = instances };

    public static VirtualAddress Address(string text) => new(Prefix(text));

    public static VirtualRoute Route(string destination, string gateway) =>
        new() { Destination = Prefix(destination), Gateway = IpAddress.TryParse(gateway, out var a) ? a : default };

    public static VirtualAddress[] Addresses(int count) =>
        Enumerable.Range(0, count).Select(i => Address($"10.1.{i / 250}.{(i % 250) + 1}/16")).ToArray();

    private static IpPrefix Prefix(string text) =>
        IpPrefix.TryParse(text, out var prefix) ? prefix : throw new ArgumentException(text, nameof(text));
}
