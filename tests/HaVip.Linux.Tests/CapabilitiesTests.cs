using System.Globalization;

namespace HaVip.Linux.Tests;

public sealed class CapabilitiesTests
{
    [Fact]
    public void Effective_set_is_the_one_the_kernel_shows()
    {
        var line = File.ReadLines("/proc/thread-self/status").First(text => text.StartsWith("CapEff:", StringComparison.Ordinal));

        var expected = ulong.Parse(line[7..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        Assert.Equal(new Capabilities(expected), Capabilities.ReadEffective());
    }

    [Fact]
    public void Bits_are_those_of_the_capabilities()
    {
        var both = new Capabilities((1UL << 12) | (1UL << 13));

        Assert.True(both.Has(Capability.NetworkAdministration));
        Assert.True(both.Has(Capability.RawNetwork));
        Assert.False(both.Has(Capability.SystemAdministration));
    }
}
