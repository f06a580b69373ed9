using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;
using AddressFamily = System.Net.Sockets.AddressFamily;

namespace HaVip.Linux.Tests.Netlink;

public sealed class FilterTransitTests : IDisposable
{
    private const string Table = "havip_1a2b3c4d_VI_1";

    private readonly NamespacePair _pair = new();
    private readonly FilterNetlink _filter;

    public FilterTransitTests() => _filter = In(_pair.First, () => new FilterNetlink("havip_1a2b3c4d"));

    public void Dispose()
    {
        _filter.Dispose();
        _pair.Dispose();
    }

    [Fact]
    public void Quiet_addresses_are_in_the_ruleset_as_nft_reads_it()
    {
        _filter.Quiet(Table, [At("192.168.7.100"), At("2001:db8::100")]);

        // This nft has no words for fields of neighbour discovery.
        Assert.Equal(
            """
            table netdev havip_1a2b3c4d_VI_1 {
                flags owner
                set addresses4 {
                    type ipv4_addr
                    elements = { 192.168.7.100 }
                }
                set addresses6 {
                    type ipv6_addr
                    elements = { 2001:db8::100 }
                }
                chain quiet0 {
                    type filter hook egress device "eth0" priority -500; policy accept;
                    meta mark 0x48560070 accept
                    arp saddr ip @addresses4 drop
                    icmpv6 type nd-neighbor-advert @th,64,128 @addresses6 drop
                    icmpv6 type nd-neighbor-solicit ip6 saddr @addresses6 drop
                }
            }
            """,
            Ruleset());
    }

    [Fact]
    public void Held_connections_are_in_the_ruleset_as_nft_reads_it()
    {
        _filter.Hold(Table, [At("192.168.7.100"), At("2001:db8::100")]);

        Assert.Equal(
            """
            table netdev havip_1a2b3c4d_VI_1 {
                flags owner
                set addresses4 {
                    type ipv4_addr
                    elements = { 192.168.7.100 }
                }
                set addresses6 {
                    type ipv6_addr
                    elements = { 2001:db8::100 }
                }
                chain hold0 {
                    type filter hook ingress device "eth0" priority -500; policy accept;
                    ip daddr @addresses4 tcp flags syn / fin,syn,rst,ack drop
                    ip6 daddr @addresses6 tcp flags syn / fin,syn,rst,ack drop
                }
            }
            """,
            Ruleset());
    }

    [Fact]
    public void Passed_connections_are_in_the_ruleset_as_nft_reads_it()
    {
        _filter.Pass(Table, Pass("192.168.7.100", "192.168.7.101") with
        {
            Known = [new FarEnd(Address("192.168.7.1"), 50_001)],
        });

        // Nor has it for Ethernet addresses where it is not told that the link is Ethernet.
        Assert.Equal(
            """
            table netdev havip_1a2b3c4d_VI_1 {
                flags owner
                set addresses4 {
                    type ipv4_addr
                    elements = { 192.168.7.100, 192.168.7.101 }
                }
                set own4 {
                    type ipv4_addr . inet_service
                    size 65536
                    flags dynamic
                    elements = { 192.168.7.1 . 50001 }
                }
                chain pass {
                    type filter hook ingress device "eth0" priority -500; policy accept;
                    ip daddr @addresses4 tcp flags syn / fin,syn,rst,ack add @own4 { ip saddr . tcp sport } accept
                    ip daddr @addresses4 ip saddr . tcp sport @own4 accept
                    meta l4proto tcp ip daddr @addresses4 @ll,48,48 0x20000000002 accept
                    meta l4proto tcp ip daddr @addresses4 @ll,48,48 set 0x20000000001 @ll,0,48 set 0x20000000002 fwd to "eth0"
                }
            }
            """,
            Ruleset());
    }

    [Fact]
    public void Passed_connections_of_IPv6_are_in_a_ruleset_of_their_own()
    {
        _filter.Pass(Table, Pass("2001:db8::100") with { Known = [new FarEnd(Address("2001:db8::1"), 50_001)] });

        var rules = Ruleset();
        Assert.Contains("elements = { 2001:db8::1 . 50001 }", rules, StringComparison.Ordinal);
        Assert.Contains("add @own6 { ip6 saddr . tcp sport } accept", rules, StringComparison.Ordinal);
        Assert.Contains("ip6 daddr @addresses6 ip6 saddr . tcp sport @own6 accept", rules, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_is_removed_once_and_goes_with_its_socket()
    {
        _filter.Quiet(Table, [At("192.168.7.100")]);
        Assert.True(_filter.RemoveTransit(Table));
        Assert.False(_filter.RemoveTransit(Table));
        _filter.Pass(Table, Pass("192.168.7.100"));

        _filter.Dispose();

        Eventually.True(() => Ruleset().Length == 0, "the table is gone with its socket");
    }

    [Fact]
    public void More_known_connections_than_one_message_holds_are_all_known()
    {
        var many = Enumerable.Range(1, 2500).Select(port => new FarEnd(Address("192.168.7.1"), (ushort)port)).ToArray();

        _filter.Pass(Table, Pass("192.168.7.100") with { Known = many });

        Assert.Equal(2500, Regex.Count(Ruleset(), @"192\.168\.7\.1 \. \d+"));
    }

    [Theory]
    [InlineData("192.168.6.111/24", "192.168.6.112/24")]
    [InlineData("2001:db8:6::111/64", "2001:db8:6::112/64")]
    public void Quiet_address_is_not_found_at_the_link_until_the_table_is_removed(string quiet, string open)
    {
        foreach (var prefix in new[] { quiet, open }) Ip(_pair.First, "address", "add", prefix, "dev", "eth0", "nodad");
        Ip(_pair.Second, "address", "add", "2001:db8:6::2/64", "dev", "eth0", "nodad");
        var (silent, heard) = (Prefix(quiet).Address, Prefix(open).Address);
        using var sender = In(_pair.Second, () => new Socket(
            silent.Length == 4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6,
            SocketType.Dgram,
            ProtocolType.Udp));
        _filter.Quiet(Table, [At($"{silent}")]);

        sender.SendTo("anybody?"u8, EndPoint(silent));
        sender.SendTo("anybody?"u8, EndPoint(heard));

        Eventually.True(() => IsKnown(heard), $"{heard} is known");
        Assert.False(IsKnown(silent));
        _filter.RemoveTransit(Table);
        Eventually.True(
            () =>
            {
                sender.SendTo("anybody?"u8, EndPoint(silent));
                return IsKnown(silent);
            },
            $"{silent} is known");
    }

    [Fact]
    public void Frames_of_HaVip_itself_leave_a_quiet_host()
    {
        var address = Address("2001:db8::100");
        _filter.Quiet(Table, [At($"{address}")]);
        using var ear = Listen(_pair.Second, HaVip.Core.Values.AddressFamily.IPv6, address);
        using var unmarked = In(_pair.First, () => new PacketSocket());
        using var marked = In(_pair.First, () => new PacketSocket(HaVipMark.Packet));
        var (silenced, said) = (new MacAddress(0x0200_0000_0007), new MacAddress(0x0200_0000_0008));

        Assert.False(unmarked.TrySend(_pair.FirstIndex, Announcement(address, silenced), out _));
        marked.Send(_pair.FirstIndex, Announcement(address, said));

        Assert.Equal(new NeighborClaim(address, said), Await(ear));
    }

    [Fact]
    public void Announcement_of_another_host_is_sent_back_as_this_hosts_until_the_table_is_removed()
    {
        var address = Address("2001:db8::100");
        var (own, other) = (MacOf(_pair.First), MacOf(_pair.Second));
        _filter.Rebut(Table, Rebuttal(address));
        using var ear = Listen(_pair.Second, HaVip.Core.Values.AddressFamily.IPv6, address);
        using var sender = In(_pair.Second, () => new PacketSocket());

        sender.Send(_pair.SecondIndex, Announcement(Address("2001:db8::101"), other));
        sender.Send(_pair.SecondIndex, Announcement(address, new MacAddress(0x0000_5E00_0234)));
        sender.Send(_pair.SecondIndex, Announcement(address, other));

        Assert.Equal(new NeighborClaim(address, own), Await(ear));
        Assert.False(ear.TryTake(out _));
        _filter.RemoveTransit(Table);
        using var here = Listen(_pair.First, HaVip.Core.Values.AddressFamily.IPv6, address);
        sender.Send(_pair.SecondIndex, Announcement(address, other));
        Assert.Equal(new NeighborClaim(address, other), Await(here));
        Assert.False(ear.TryTake(out _));
    }

    [Fact]
    public void Announcement_that_is_sent_back_leaves_a_host_that_is_quiet()
    {
        var address = Address("2001:db8::100");
        _filter.Quiet("havip_1a2b3c4d_quiet_VI_1", [At($"{address}")]);
        _filter.Rebut(Table, Rebuttal(address));
        using var ear = Listen(_pair.Second, HaVip.Core.Values.AddressFamily.IPv6, address);
        using var sender = In(_pair.Second, () => new PacketSocket());

        sender.Send(_pair.SecondIndex, Announcement(address, MacOf(_pair.Second)));

        Assert.Equal(new NeighborClaim(address, MacOf(_pair.First)), Await(ear));
    }

    private ClaimRebuttal Rebuttal(IpAddress address) => new()
    {
        InterfaceName = "eth0",
        InterfaceIndex = _pair.FirstIndex,
        Own = MacOf(_pair.First),
        Addresses = [address],
    };

    private static byte[] Announcement(IpAddress address, MacAddress place)
    {
        var frame = new byte[NeighborAdvertisement.Length];
        NeighborAdvertisement.Write(frame, place, address, isRouter: false);
        return frame;
    }

    private bool IsKnown(IpAddress address) =>
        Ip(_pair.Second, "neighbor", "show", $"{address}").Contains("lladdr", StringComparison.Ordinal);

    private static IPEndPoint EndPoint(IpAddress address) => new(IPAddress.Parse(address.ToString()), 9000);

    private static LinkAddress At(string address) => new(Address(address), "eth0");

    private ConnectionPass Pass(params string[] addresses) => new()
    {
        InterfaceName = "eth0",
        InterfaceIndex = _pair.FirstIndex,
        Own = new MacAddress(0x0200_0000_0001),
        Other = new MacAddress(0x0200_0000_0002),
        Addresses = [.. addresses.Select(Address)],
    };

    private string Ruleset() =>
        Regex.Replace(
            CommandLine.Run("ip", "netns", "exec", _pair.First, "nft", "list", "ruleset"), " # progname .*", "")
            .Replace("\t", "    ", StringComparison.Ordinal).Replace("\n\n", "\n", StringComparison.Ordinal).Trim();
}
