using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Tests.Yaml;

public sealed class ExampleTests
{
    [Theory]
    [InlineData("seed-node1.yaml", "node1", 100)]
    [InlineData("seed-node2.yaml", "node2", 99)]
    public void Seed_example_read_gives_the_set_up_of_the_pair(string file, string name, byte priority)
    {
        var text = File.ReadAllText(Checkout.Path($"module/examples/{file}"));

        var result = ConfigurationReader.Read(text, file);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(name, result.Configuration!.Node.Name);
        var instance = Assert.Single(result.Configuration.Instances);
        Assert.Equal(("VI_1", "eth0", 52, 2), (instance.Name, instance.Interface, instance.VirtualRouterId, instance.Version));
        Assert.Equal((priority, Duration.FromSeconds(1)), (instance.Priority, instance.AdvertisementInterval));
        Assert.Equal("1111", instance.Authentication!.Password);
        Assert.Equal(["192.168.7.100/24", "192.168.7.101/24"], instance.VirtualAddresses.Select(a => a.ToString()));
        var route = Assert.Single(instance.VirtualRoutes);
        Assert.Equal(("default via 192.168.7.1", "eth0", true), (route.ToString(), route.Interface, route.IsDefault));
    }

    [Theory]
    [InlineData("seed-node1.yaml")]
    [InlineData("seed-node2.yaml")]
    public void Seed_example_written_and_read_again_is_the_same(string file)
    {
        var before = ConfigurationReader.ReadFile(Checkout.Path($"module/examples/{file}")).Configuration!;

        var text = ConfigurationWriter.Write(before);

        var after = ConfigurationReader.Read(text, null);
        Assert.Empty(after.Diagnostics);
        Assert.True(ConfigurationDiff.Between(before, after.Configuration!).IsEmpty, text);
    }
}
