using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Benchmarks;

internal static class Samples
{
    public static IpAddress Better { get; } = Address("192.168.6.120");

    public static InterfaceStatus Eth0 { get; } = new()
    {
        Name = "eth0",
        Index = 2,
        IsUp = true,
        PrimaryIPv4 = Address("192.168.6.110"),
        MacAddress = new MacAddress(0x02_00_00_00_01_10),
    };

    public static InstanceConfiguration Instance(byte id, byte priority) => new()
    {
        Name = $"VI_{id}",
        Interface = "eth0",
        VirtualRouterId = id,
        Priority = priority,
        VirtualAddresses = [new VirtualAddress(Prefix($"192.168.7.{id}/24"))],
        SplitBrainProbe = new() { Interval = Duration.Zero },
    };

    public static IpPrefix Prefix(string text) =>
        IpPrefix.TryParse(text, out var prefix) ? prefix : throw new ArgumentException(text);

    private static IpAddress Address(string text) =>
        IpAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text);
}
