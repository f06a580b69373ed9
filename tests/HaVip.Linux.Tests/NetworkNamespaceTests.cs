using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests;

public sealed class NetworkNamespaceTests : IDisposable
{
    private readonly NamespacePair _pair = new();

    public void Dispose() => _pair.Dispose();

    [Fact]
    public void Names_are_listed_and_found()
    {
        Assert.Contains(_pair.First, NetworkNamespace.List());
        Assert.True(NetworkNamespace.Exists(_pair.Second));
        Assert.False(NetworkNamespace.Exists("linux-nowhere"));
        Assert.False(NetworkNamespace.Exists("../netns/" + _pair.First));
        Assert.False(NetworkNamespace.Exists(""));
    }

    [Fact]
    public void Scope_enters_and_returns()
    {
        var before = Own();
        string within;
        using (NetworkNamespace.EnterScope(_pair.First))
        {
            within = Own();
            Assert.NotNull(FindEth0());
        }

        Assert.NotEqual(before, within);
        Assert.Equal(before, Own());
    }

    [Fact]
    public void Scope_returns_also_after_an_exception()
    {
        var before = Own();

        Assert.Throws<InvalidOperationException>(() => In<int>(_pair.First, () => throw new InvalidOperationException()));

        Assert.Equal(before, Own());
    }

    [Fact]
    public void Entering_for_good_moves_this_thread_and_those_it_starts_only()
    {
        var before = Own();
        string? entered = null;
        string? started = null;
        var thread = new Thread(() =>
        {
            NetworkNamespace.Enter(_pair.First);
            entered = Own();
            var next = new Thread(() => started = Own());
            next.Start();
            next.Join();
        });
        thread.Start();
        thread.Join();

        Assert.NotNull(entered);
        Assert.NotEqual(before, entered);
        Assert.Equal(entered, started);
        Assert.Equal(before, Own());
    }

    [Fact]
    public void Missing_namespace_is_named_together_with_those_there_are()
    {
        var fault = Assert.Throws<LinuxException>(() => NetworkNamespace.Enter("linux-nowhere"));

        Assert.Equal(Errno.ENOENT, fault.ErrorNumber);
        Assert.Contains("'linux-nowhere'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(_pair.First, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("/proc/1/ns/net")]
    public void What_is_no_name_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => NetworkNamespace.Enter(name));

    [Fact]
    public void Kernel_settings_are_those_of_the_namespace()
    {
        const string Setting = "net.ipv4.ip_nonlocal_bind";
        using (NetworkNamespace.EnterScope(_pair.First)) Sysctl.Write(Setting, "1");

        Assert.Equal("1", In(_pair.First, () => Sysctl.Read(Setting)));
        Assert.Equal("0", In(_pair.Second, () => Sysctl.Read(Setting)));
    }

    private static string Own() => File.ResolveLinkTarget("/proc/thread-self/ns/net", false)!.Name;

    private static LinkInfo? FindEth0()
    {
        using var netlink = new RouteNetlink();
        return netlink.FindLink("eth0");
    }
}
