using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux.Netlink;

namespace HaVip.Linux.Tests;

/// <summary>
/// Two network namespaces with a cable between their <c>eth0</c>, addresses 192.168.6.110/24 and 192.168.6.120/24 and
/// link-local ones; gone with the test.
/// </summary>
public sealed class NamespacePair : IDisposable
{
    private static int _number;

    public NamespacePair()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Network namespaces need root.");
        var prefix = $"linux-{Environment.ProcessId}-{Interlocked.Increment(ref _number)}";
        First = prefix + "-a";
        Second = prefix + "-b";
        try
        {
            Build();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string First { get; }

    public string Second { get; }

    public int FirstIndex => IndexOf(First);

    public int SecondIndex => IndexOf(Second);

    public static IpAddress FirstAddress => Address("192.168.6.110");

    public static IpAddress SecondAddress => Address("192.168.6.120");

    public static IpAddress Address(string text)
    {
        Assert.True(IpAddress.TryParse(text, out var address), text);
        return address;
    }

    public static IpPrefix Prefix(string text)
    {
        Assert.True(IpPrefix.TryParse(text, out var prefix), text);
        return prefix;
    }

    /// <summary>Of the interface within one of the two.</summary>
    public static MacAddress MacOf(string name) => In(name, () =>
    {
        using var netlink = new RouteNetlink();
        return netlink.FindLink("eth0")!.MacAddress;
    });

    /// <summary>Hears within one of the two who claims the addresses.</summary>
    public static NeighborSocket Listen(string name, AddressFamily family, params IpAddress[] addresses) => In(name, () =>
    {
        var socket = new NeighborSocket("eth0", IndexOf(name), family);
        socket.ListenFor(addresses);
        return socket;
    });

    public static NeighborClaim Await(NeighborSocket ear)
    {
        NeighborClaim claim = default;
        Eventually.True(() => ear.TryTake(out claim), "a claim");
        return claim;
    }

    /// <summary>Runs <c>ip</c> within one of the two.</summary>
    public static string Ip(string name, params string[] arguments) =>
        CommandLine.Run("ip", ["-n", name, .. arguments]);

    /// <summary>Runs on this thread within a namespace.</summary>
    public static T In<T>(string name, Func<T> body)
    {
        using (NetworkNamespace.EnterScope(name)) return body();
    }

    public void Dispose()
    {
        foreach (var name in new[] { First, Second })
        {
            if (NetworkNamespace.Exists(name)) CommandLine.Run("ip", "netns", "delete", name);
        }
    }

    private void Build()
    {
        CommandLine.Run("ip", "netns", "add", First);
        CommandLine.Run("ip", "netns", "add", Second);
        foreach (var name in new[] { First, Second })
        {
            // Link-local addresses are usable at once.
            CommandLine.Run("ip", "netns", "exec", name, "sh", "-c", "echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad");
        }

        Ip(First, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", Second);
        Ip(First, "address", "add", "192.168.6.110/24", "dev", "eth0");
        Ip(Second, "address", "add", "192.168.6.120/24", "dev", "eth0");
        foreach (var name in new[] { First, Second })
        {
            Ip(name, "link", "set", "lo", "up");
            Ip(name, "link", "set", "eth0", "up");
        }

        AwaitUsable();
    }

    /// <summary>Until the carrier is through and the link-local addresses are there; packets before that are lost.</summary>
    public void AwaitUsable()
    {
        foreach (var name in new[] { First, Second })
            Eventually.True(() => In(name, IsUsable), $"eth0 of {name} usable");
    }

    /// <summary>The address IPv6 advertisements come from.</summary>
    public static IpAddress LinkLocalOf(string name) => In(name, () =>
    {
        using var netlink = new RouteNetlink();
        return FindLinkLocal(netlink)!.Prefix.Address;
    });

    private static bool IsUsable()
    {
        using var netlink = new RouteNetlink();
        return netlink.FindLink("eth0")!.State == OperationalState.Up && FindLinkLocal(netlink) is not null;
    }

    private static AddressInfo? FindLinkLocal(RouteNetlink netlink) =>
        netlink.DumpAddresses(AddressFamily.IPv6, netlink.FindLink("eth0")!.Index)
            .FirstOrDefault(address => address.Prefix.Address.IsLinkLocal && !address.IsTentative);

    private static int IndexOf(string name) => In(name, () =>
    {
        using var netlink = new RouteNetlink();
        return netlink.FindLink("eth0")!.Index;
    });
}
