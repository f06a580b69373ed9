using System.Diagnostics;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests.Netlink;

/// <summary>What the kernel makes of lifetimes.</summary>
public sealed class LeaseTests : IDisposable
{
    private readonly NamespacePair _pair = new();
    private readonly RouteNetlink _netlink;
    private readonly int _index;

    public LeaseTests()
    {
        _netlink = In(_pair.First, () => new RouteNetlink());
        _index = _pair.FirstIndex;
    }

    public void Dispose()
    {
        _netlink.Dispose();
        _pair.Dispose();
    }

    [Fact]
    public void Renewing_255_addresses_is_reported_as_nothing_at_all()
    {
        var addresses = Enumerable.Range(1, 255).Select(last => Leased($"10.9.0.{last}/24", 30)).ToArray();
        var results = new NetlinkResult[addresses.Length];
        Assert.Equal(0, _netlink.Apply(NetlinkOperation.Add, addresses, results));
        using var monitor = In(_pair.First, () => new RouteNetlinkMonitor(false, HaVipMark.AddressProtocol));
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, _netlink.Apply(NetlinkOperation.Replace, addresses, results));
        TestContext.Current.TestOutputHelper?.WriteLine($"255 renewals: {clock.Elapsed.TotalMilliseconds} ms");

        using var epoll = new Epoll();
        epoll.Add(monitor.Descriptor, EpollEvents.Readable, 1);
        Assert.Equal(0, epoll.Wait(new EpollReady[1], Duration.Zero));

        Ip(_pair.First, "address", "delete", "10.9.0.255/24", "dev", "eth0");
        var changes = new List<NetworkChange>();
        Eventually.True(() => monitor.Read(changes) > 0 || changes.Count > 0, "the removal is reported");
        var removed = Assert.Single(changes);
        Assert.Equal(NetworkChangeKind.AddressRemoved, removed.Kind);
        Assert.True(removed.Address!.ValidSeconds > 0, "removed, not expired");
    }

    [Theory]
    [InlineData("10.9.0.1/24")]
    [InlineData("fd00:9::1/128")]
    [InlineData("fd00:9::1/64")]
    public void An_address_that_is_not_renewed_goes_and_the_report_says_that_it_expired(string prefix)
    {
        using var monitor = In(_pair.First, () => new RouteNetlinkMonitor(false, HaVipMark.AddressProtocol));
        _netlink.ReplaceAddress(Leased(prefix, 1));
        var changes = new List<NetworkChange>();
        Eventually.True(() => Gone(monitor, changes, prefix) is not null, $"{prefix} goes");
        Assert.Equal(0u, Gone(monitor, changes, prefix)!.ValidSeconds);
    }

    [Fact]
    public void An_IPv6_route_is_renewed_in_place()
    {
        Ip(_pair.First, "address", "add", "fd00:6::110/64", "dev", "eth0", "nodad");
        var route = new RouteSpec
        {
            Destination = Prefix("fd00:a::/48"),
            Gateway = Address("fd00:6::1"),
            InterfaceIndex = _index,
            ExpiresSeconds = 5,
        };
        Assert.True(_netlink.AddRoute(route));
        var results = new NetlinkResult[1];
        _netlink.Apply(NetlinkOperation.Renew, [route with { ExpiresSeconds = 1000 }], results);
        Assert.True(results[0].WasPresent);
        Assert.Matches("expires (1000|9[0-9][0-9])sec", Ip(_pair.First, "-6", "route", "show", "fd00:a::/48"));

        Assert.True(_netlink.RemoveRoute(route with { ExpiresSeconds = 0 }));
        _netlink.Apply(NetlinkOperation.Renew, [route], results);
        Assert.True(results[0].Succeeded, "one that is not there is added");
    }

    private static AddressInfo? Gone(RouteNetlinkMonitor monitor, List<NetworkChange> changes, string prefix)
    {
        monitor.Read(changes);
        return changes.Find(change => change.Kind == NetworkChangeKind.AddressRemoved
            && change.Address!.Prefix == Prefix(prefix)).Address;
    }

    private AddressSpec Leased(string prefix, uint seconds) => new()
    {
        InterfaceIndex = _index,
        Prefix = Prefix(prefix),
        ValidSeconds = seconds,
        PreferredSeconds = seconds,
        NoDuplicateDetection = Prefix(prefix).Address.Family == AddressFamily.IPv6,
    };
}
