using HaVip.Core.Values;
using HaVip.Linux.Native;
using HaVip.Linux.Netlink;
using static HaVip.Linux.Netlink.NetlinkConstants;
using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests.Netlink;

/// <summary>Nothing a datagram holds may lead the cursors out of it.</summary>
public sealed class NetlinkParsingTests
{
    private static readonly byte[] Sample = MakeSample();

    [Fact]
    public void Well_formed_datagram_is_read_in_full()
    {
        var changes = new List<NetworkChange>();

        RouteNetlinkMonitor.Parse(Sample, changes);

        Assert.Equal(3, changes.Count);
        Assert.Equal("eth0", changes[0].Link!.Name);
        Assert.Equal("veth", changes[0].Link!.Kind);
        Assert.Equal(Prefix("192.168.7.100/24"), changes[1].Address!.Prefix);
        Assert.Equal(300u, changes[1].Address!.ValidSeconds);
        Assert.Equal(Address("192.168.7.1"), changes[2].Route!.Gateway);
        Assert.Equal(Prefix("0.0.0.0/0"), changes[2].Route!.Destination);
    }

    [Fact]
    public void Datagram_cut_anywhere_is_never_read_past_its_end()
    {
        for (var length = 0; length < Sample.Length; length++)
        {
            var changes = new List<NetworkChange>();

            RouteNetlinkMonitor.Parse(Sample.AsSpan(0, length).ToArray(), changes);

            Assert.True(changes.Count <= 3);
            Assert.DoesNotContain(changes, change => change.Route is not null);
        }
    }

    [Fact]
    public void Any_byte_changed_to_any_value_is_survived()
    {
        var changes = new List<NetworkChange>();
        for (var position = 0; position < Sample.Length; position++)
        {
            for (var value = 0; value < 256; value++)
            {
                var bytes = (byte[])Sample.Clone();
                bytes[position] = (byte)value;
                changes.Clear();
                RouteNetlinkMonitor.Parse(bytes, changes);
                Assert.True(changes.Count <= 16, $"{changes.Count} from byte {position} = {value}");
            }
        }
    }

    [Fact]
    public void Garbage_is_survived()
    {
        var random = new Random(112);
        var changes = new List<NetworkChange>();
        for (var round = 0; round < 200_000; round++)
        {
            var bytes = new byte[random.Next(0, 96)];
            random.NextBytes(bytes);

            // A plausible header now and then, so that the walk gets past it.
            if (bytes.Length >= 16 && round % 2 == 0)
            {
                BitConverter.TryWriteBytes(bytes, random.Next(0, bytes.Length + 8));
                BitConverter.TryWriteBytes(bytes.AsSpan(4), (ushort)random.Next(0, 30));
            }

            changes.Clear();
            RouteNetlinkMonitor.Parse(bytes, changes);
            var cursor = new NetlinkCursor(bytes);
            var walked = 0;
            while (cursor.TryRead(out var message))
            {
                RouteNetlink.ReadResult(message);
                walked += NetlinkHeader.Size + message.Payload.Length;
            }

            Assert.True(walked <= bytes.Length);
        }
    }

    [Fact]
    public void Message_length_beyond_the_datagram_ends_the_walk_as_malformed()
    {
        var bytes = (byte[])Sample.Clone();
        BitConverter.TryWriteBytes(bytes, uint.MaxValue);
        var cursor = new NetlinkCursor(bytes);

        Assert.False(cursor.TryRead(out _));

        Assert.True(cursor.IsMalformed);
        var changes = new List<NetworkChange>();
        RouteNetlinkMonitor.Parse(bytes, changes);
        Assert.Equal(NetworkChangeKind.Overrun, Assert.Single(changes).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(255)]
    public void Attribute_length_that_does_not_fit_ends_the_walk_as_malformed(ushort length)
    {
        byte[] bytes = [0, 0, 1, 0, 1, 2, 3, 4];
        BitConverter.TryWriteBytes(bytes, length);
        var cursor = new AttributeCursor(bytes);

        Assert.False(cursor.TryRead(out _));

        Assert.True(cursor.IsMalformed);
    }

    [Fact]
    public void Attribute_data_of_the_wrong_length_reads_as_nothing()
    {
        var attribute = new NetlinkAttribute(1, [1, 2, 3]);

        Assert.Equal(0u, attribute.AsUInt32());
        Assert.Equal(default, attribute.AsAddress());
        Assert.Equal(0, new NetlinkAttribute(1, []).AsByte());
        Assert.Equal("abc", new NetlinkAttribute(1, "abc"u8).AsText());
        Assert.Equal("a", new NetlinkAttribute(1, "a\0b"u8).AsText());
    }

    [Fact]
    public void Answer_carries_error_and_words()
    {
        var buffer = new byte[256];
        var writer = new NetlinkWriter(buffer);
        var answer = new NetlinkErrorMessage { error = -Errno.EINVAL, msg = new NetlinkHeader { nlmsg_len = 500 } };
        writer.Begin(NLMSG_ERROR, NLM_F_CAPPED | NLM_F_ACK_TLVS, 1, answer);
        writer.Attribute(NLMSGERR_ATTR_MSG, "Invalid prefix");
        writer.End();
        var cursor = new NetlinkCursor(buffer.AsSpan(0, writer.Length));

        Assert.True(cursor.TryRead(out var message));

        Assert.Equal(new NetlinkResult(Errno.EINVAL, "Invalid prefix"), RouteNetlink.ReadResult(message));
    }

    [Fact]
    public void Writer_refuses_to_write_past_its_buffer()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            var writer = new NetlinkWriter(new byte[20]);
            writer.Begin(RTM_NEWADDR, 0, 1, new AddressMessage());
        });
    }

    private static byte[] MakeSample()
    {
        var buffer = new byte[1024];
        var writer = new NetlinkWriter(buffer);
        writer.Begin(RTM_NEWLINK, 0, 0, new LinkMessage { ifi_index = 3, ifi_type = 1, ifi_flags = 0x11043 });
        writer.Attribute(IFLA_IFNAME, "eth0");
        writer.Attribute(IFLA_ADDRESS, (ReadOnlySpan<byte>)[2, 0, 0, 0, 0, 1]);
        writer.Attribute(IFLA_MTU, 1500);
        writer.Attribute(IFLA_OPERSTATE, (byte)6);
        writer.Attribute(IFLA_LINKINFO | NLA_F_NESTED, (ReadOnlySpan<byte>)[9, 0, 1, 0, .. "veth\0"u8]);
        writer.End();
        writer.Begin(RTM_NEWADDR, 0, 0, new AddressMessage { ifa_family = 2, ifa_prefixlen = 24, ifa_index = 3 });
        writer.Attribute(IFA_LOCAL, Address("192.168.7.100"));
        writer.Attribute(IFA_LABEL, "eth0");
        writer.Attribute(IFA_CACHEINFO, new AddressLifetime { ifa_valid = 300, ifa_prefered = 300 });
        writer.End();
        writer.Begin(RTM_NEWROUTE, 0, 0, new RouteMessage { rtm_family = 2, rtm_table = 254, rtm_type = 1 });
        writer.Attribute(RTA_GATEWAY, Address("192.168.7.1"));
        writer.Attribute(RTA_OIF, 3);
        writer.End();
        return buffer[..writer.Length];
    }
}
