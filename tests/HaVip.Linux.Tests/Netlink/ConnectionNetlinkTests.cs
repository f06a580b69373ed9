using System.Net;
using System.Net.Sockets;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;
using AddressFamily = System.Net.Sockets.AddressFamily;

namespace HaVip.Linux.Tests.Netlink;

public sealed class ConnectionNetlinkTests : IDisposable
{
    private readonly NamespacePair _pair = new();

    public ConnectionNetlinkTests()
    {
        foreach (var name in new[] { _pair.First, _pair.Second })
            Ip(name, "address", "add", $"2001:db8:6::{name[^1]}/64", "dev", "eth0", "nodad");
    }

    public void Dispose() => _pair.Dispose();

    /// <summary>A server that listens to both families has connections of IPv4 at sockets of IPv6.</summary>
    [Theory]
    [InlineData("192.168.6.110", "192.168.6.110")]
    [InlineData("::", "192.168.6.110")]
    [InlineData("::", "2001:db8:6::a")]
    public void Connection_is_found_by_its_own_address_and_told_with_its_far_end(string listen, string connect)
    {
        using var listener = Listen(listen);
        using var client = Connect(connect);
        using var server = listener.Accept();
        var address = Address(connect);

        Assert.True(Any(address));
        Assert.True(Any(Address("192.168.6.1"), Address("2001:db8::1"), address));
        Assert.False(Any(Address("192.168.6.111"), Address("2001:db8:6::b")));
        var far = (IPEndPoint)client.LocalEndPoint!;
        var end = Assert.Single(In(_pair.First, () => ConnectionNetlink.List([address])));
        Assert.Equal(($"{far.Address}", far.Port), ($"{end.Address}", end.Port));
    }

    [Fact]
    public void Listening_alone_is_no_connection_and_a_closed_one_is_none_any_more()
    {
        using var listener = Listen("192.168.6.110");
        Assert.False(Any(FirstAddress));
        using var client = Connect("192.168.6.110");
        var server = listener.Accept();
        Assert.True(Any(FirstAddress));

        client.Close();
        server.Close();

        Eventually.True(() => !Any(FirstAddress), "nothing is open");
    }

    [Theory]
    [InlineData("192.168.6.110")]
    [InlineData("2001:db8:6::a")]
    public void Reset_connection_is_known_at_both_ends(string address)
    {
        using var listener = Listen(address);
        using var client = Connect(address);
        using var server = listener.Accept();
        var reset = In(_pair.First, () => ConnectionNetlink.Reset([Address(address)]));

        Assert.Equal(1, reset);
        var error = Assert.Throws<SocketException>(() => client.Receive(new byte[1]));
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        Assert.False(Any(Address(address)));
        Assert.Equal(0, In(_pair.First, () => ConnectionNetlink.Reset([Address(address)])));
    }

    [Fact]
    public void Many_addresses_are_asked_for_at_once()
    {
        var many = Enumerable.Range(0, 2500).Select(n => Address($"10.0.{n / 250}.{(n % 250) + 1}")).ToList();
        Assert.False(Any([.. many]));
        using var listener = Listen("192.168.6.110");
        using var client = Connect("192.168.6.110");
        Assert.True(Any([.. many, FirstAddress]));
    }

    private bool Any(params IpAddress[] addresses) => In(_pair.First, () => ConnectionNetlink.Any(addresses));

    private Socket Listen(string address) => In(_pair.First, () =>
    {
        var socket = Open(address);
        if (address == "::") socket.DualMode = true;
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), 9000));
        socket.Listen();
        return socket;
    });

    private Socket Connect(string address) => In(_pair.Second, () =>
    {
        var socket = Open(address);
        socket.Connect(new IPEndPoint(IPAddress.Parse(address), 9000));
        return socket;
    });

    private static Socket Open(string address) => new(
        IPAddress.Parse(address).AddressFamily == AddressFamily.InterNetworkV6
            ? AddressFamily.InterNetworkV6
            : AddressFamily.InterNetwork,
        SocketType.Stream,
        ProtocolType.Tcp);
}
