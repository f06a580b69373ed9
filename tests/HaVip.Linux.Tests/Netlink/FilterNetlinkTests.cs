using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;
using AddressFamily = HaVip.Core.Values.AddressFamily;

namespace HaVip.Linux.Tests.Netlink;

public sealed class FilterNetlinkTests : IDisposable
{
    private const string Table = "havip_1a2b3c4d";

    private readonly NamespacePair _pair = new();
    private readonly FilterNetlink _filter;

    public FilterNetlinkTests() => _filter = In(_pair.First, () => new FilterNetlink(Table));

    public void Dispose()
    {
        _filter.Dispose();
        _pair.Dispose();
    }

    [Fact]
    public void Closed_addresses_are_in_the_ruleset_as_nft_reads_it()
    {
        _filter.Close([Closed("192.168.7.100"), Closed("2001:db8::100"), Closed("fe80::100")]);

        Assert.Equal(
            """
            table inet havip_1a2b3c4d {
                flags owner
                set addresses4 {
                    type ipv4_addr
                    elements = { 192.168.7.100 }
                }
                set addresses6 {
                    type ipv6_addr
                    elements = { 2001:db8::100 }
                }
                set linklocal6 {
                    type ipv6_addr . iface_index
                    elements = { fe80::100 . "eth0" }
                }
                chain input {
                    type filter hook input priority filter - 1; policy accept;
                    ip daddr @addresses4 drop
                    icmpv6 type nd-neighbor-solicit accept
                    icmpv6 type nd-neighbor-advert accept
                    ip6 daddr @addresses6 drop
                    ip6 daddr . iif @linklocal6 drop
                }
            }
            """,
            Ruleset());
    }

    [Fact]
    public void Next_list_takes_the_place_of_the_one_before()
    {
        _filter.Close([Closed("192.168.7.100"), Closed("192.168.7.101")]);
        _filter.Close([Closed("192.168.7.101"), Closed("192.168.7.102")]);

        Assert.Contains("elements = { 192.168.7.101, 192.168.7.102 }", Ruleset(), StringComparison.Ordinal);
        _filter.Close([]);
        Assert.DoesNotContain("elements", Ruleset(), StringComparison.Ordinal);
    }

    [Fact]
    public void More_addresses_than_one_message_holds_are_all_closed()
    {
        var many = Enumerable.Range(0, 2500).Select(n => Closed($"10.0.{n / 250}.{(n % 250) + 1}")).ToArray();

        _filter.Close(many);

        var shown = Ruleset();
        Assert.All(many, closed => Assert.Matches($@"[ {{]{closed.Address}[ ,\n]", shown));
    }

    [Fact]
    public void Table_belongs_to_the_socket_and_goes_with_it()
    {
        _filter.Close([Closed("192.168.7.100")]);
        using var other = In(_pair.First, () => new FilterNetlink("other"));
        Assert.Equal(Errno.EPERM, Assert.Throws<LinuxException>(() => other.RemoveTable(Table)).ErrorNumber);
        Assert.Equal([Table], other.ListTables());

        _filter.Dispose();

        Eventually.True(() => other.ListTables().Count == 0, "the table is gone with its socket");
    }

    [Fact]
    public void Table_left_by_an_older_kernel_is_found_and_removed()
    {
        CommandLine.Run("ip", "netns", "exec", _pair.First, "nft", "add", "table", "inet", Table);

        Assert.Equal([Table], _filter.ListTables());
        Assert.True(_filter.RemoveTable(Table));
        Assert.False(_filter.RemoveTable(Table));
        Assert.Empty(_filter.ListTables());
    }

    [Fact]
    public void Table_of_the_same_name_is_an_error_and_stays_as_it_is()
    {
        CommandLine.Run("ip", "netns", "exec", _pair.First, "nft", "add", "table", "inet", Table);

        var error = Assert.Throws<LinuxException>(() => _filter.Close([Closed("192.168.7.100")]));

        Assert.Equal(Errno.EEXIST, error.ErrorNumber);
        Assert.Equal("table inet havip_1a2b3c4d {\n}", Ruleset());
    }

    [Theory]
    [InlineData("192.168.6.111/24", "192.168.6.112/24")]
    [InlineData("2001:db8:6::111/64", "2001:db8:6::112/64")]
    [InlineData("fe80::111/64", "fe80::112/64")]
    public void Closed_address_takes_no_packet_and_is_still_found_at_the_link(string closed, string open)
    {
        foreach (var prefix in new[] { closed, open }) Ip(_pair.First, "address", "add", prefix, "dev", "eth0", "nodad");
        foreach (var name in new[] { _pair.First, _pair.Second })
            Ip(name, "address", "add", $"2001:db8:6::{name[^1]}/64", "dev", "eth0", "nodad");
        var addresses = new[] { Prefix(closed).Address, Prefix(open).Address };
        using var receiver = In(_pair.First, () => Bound(addresses[0].Family));
        using var sender = In(_pair.Second, () => Bound(addresses[0].Family));

        _filter.Close([new ClosedAddress(addresses[0], _pair.FirstIndex)]);

        Assert.Equal("open", Receive(sender, receiver, addresses));
        _filter.Close([]);
        Assert.Equal("closed", Receive(sender, receiver, addresses));
    }

    /// <summary>What comes first of a datagram to the closed address and, its neighbour known, one to the open.</summary>
    private string Receive(Socket sender, Socket receiver, IpAddress[] addresses)
    {
        Ip(_pair.Second, "neighbor", "flush", "dev", "eth0");
        sender.SendTo("closed"u8, EndPoint(addresses[0]));
        Eventually.True(
            () => Ip(_pair.Second, "neighbor", "show", $"{addresses[0]}").Contains("lladdr", StringComparison.Ordinal),
            $"the link-layer address of {addresses[0]} is known");
        sender.SendTo("open"u8, EndPoint(addresses[1]));
        Eventually.True(() => receiver.Available > 0, "a datagram came");
        var buffer = new byte[16];
        return Encoding.ASCII.GetString(buffer, 0, receiver.Receive(buffer));
    }

    private IPEndPoint EndPoint(IpAddress address)
    {
        var parsed = IPAddress.Parse(address.ToString());
        if (parsed.IsIPv6LinkLocal) parsed.ScopeId = _pair.SecondIndex;
        return new IPEndPoint(parsed, 9000);
    }

    private static Socket Bound(AddressFamily family)
    {
        var isIPv6 = family == AddressFamily.IPv6;
        var socket = new Socket(
            isIPv6 ? System.Net.Sockets.AddressFamily.InterNetworkV6 : System.Net.Sockets.AddressFamily.InterNetwork,
            SocketType.Dgram,
            ProtocolType.Udp);
        socket.Bind(new IPEndPoint(isIPv6 ? IPAddress.IPv6Any : IPAddress.Any, 9000));
        return socket;
    }

    private ClosedAddress Closed(string address) => new(Address(address), _pair.FirstIndex);

    private string Ruleset() =>
        Regex.Replace(
            CommandLine.Run("ip", "netns", "exec", _pair.First, "nft", "list", "ruleset"), " # progname .*", "")
            .Replace("\t", "    ", StringComparison.Ordinal).Replace("\n\n", "\n", StringComparison.Ordinal).Trim();
}
