using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Election;

/// <summary>
/// A node with eth0, 192.168.6.110, and a heartbeat on eth1, 10.0.0.110; the order of addresses on eth1 is the other way
/// round where the peer is 10.0.0.20.
/// </summary>
internal static class HeartbeatNode
{
    public const string Peer = "10.0.0.120";
    public const string LowPeer = "10.0.0.20";
    public const int Eth1Index = 3;

    public static InterfaceStatus Eth1 { get; } = new()
    {
        Name = "eth1",
        Index = Eth1Index,
        IsUp = true,
        PrimaryIPv4 = Bytes.Address("10.0.0.110"),
        LinkLocalIPv6 = Bytes.Address("fe80::1:110"),
        MacAddress = new MacAddress(0x02_00_00_00_02_10),
    };

    public static RouterFixture New(Func<InstanceConfiguration, InstanceConfiguration>? change = null)
    {
        var node = new RouterFixture(x => (change ?? (y => y))(x with { Heartbeat = [new HeartbeatPath("eth1")] }));
        node.Interface(Eth1);
        return node;
    }

    public static RouterFixture Backup(Func<InstanceConfiguration, InstanceConfiguration>? change = null)
    {
        var node = New(change);
        node.Start();
        return node;
    }

    public static RouterFixture Master(Func<InstanceConfiguration, InstanceConfiguration>? change = null)
    {
        var node = Backup(change);
        node.Run(node.Router.MasterDownInterval);
        Assert.Equal(Core.Election.VrrpState.Master, node.State);
        return node;
    }

    public static string[] HearOnEth1(this RouterFixture node, byte priority, string from = Peer, Duration? interval = null) =>
        node.HearOnEth1(RouterFixture.Advertisement(node.Router.Configuration, priority, from, interval), from);

    public static string[] HearOnEth1(
        this RouterFixture node, byte[] payload, string from = Peer, byte timeToLive = 255,
        string destination = "224.0.0.18") => node.Hear(payload, from, timeToLive, destination, Eth1Index);

    public static byte[] Written(this RouterFixture node, int path, IpAddress destination)
    {
        var buffer = new byte[AdvertisementCodec.MaximumLength];
        return buffer[..node.Router.WriteAdvertisement(100, node.Router.Paths[path], destination, buffer)];
    }
}
