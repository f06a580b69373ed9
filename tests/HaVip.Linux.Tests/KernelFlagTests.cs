using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests;

public sealed class KernelFlagTests : IDisposable
{
    private readonly NamespacePair _pair = new();

    public void Dispose() => _pair.Dispose();

    [Fact]
    public void Flag_is_as_it_was_set_last_in_the_namespace_of_who_asks()
    {
        var forwarding = new KernelFlag(Sysctl.OfInterface("ipv6", "eth0", "forwarding"));
        Assert.False(In(_pair.First, () => forwarding.IsOn));
        In(_pair.First, () => Set("eth0", "1"));
        Assert.True(In(_pair.First, () => forwarding.IsOn));
        Assert.False(In(_pair.Second, () => forwarding.IsOn));
        In(_pair.First, () => Set("eth0", "0"));
        Assert.False(In(_pair.First, () => forwarding.IsOn));
    }

    [Fact]
    public void Flag_of_an_interface_that_is_not_there_is_off() =>
        Assert.False(In(_pair.First, () => new KernelFlag(Sysctl.OfInterface("ipv6", "eth7", "forwarding")).IsOn));

    [Fact]
    public void Asking_allocates_nothing()
    {
        var flag = new KernelFlag("net.ipv6.conf.all.forwarding");
        var before = 0L;
        for (var round = 0; round < 60; round++)
        {
            // The first rounds load code.
            if (round == 30) before = GC.GetAllocatedBytesForCurrentThread();
            _ = flag.IsOn;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool Set(string interfaceName, string value)
    {
        Sysctl.Write(Sysctl.OfInterface("ipv6", interfaceName, "forwarding"), value);
        return true;
    }
}
