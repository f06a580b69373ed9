using HaVip.Configuration.Yaml;
using HaVip.Configuration.Yaml.Editing;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Tests.Yaml.Editing;

public sealed class KeyChangeTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_changed_instance_tells_old_and_new_values_defaults_too() =>
        Assert.Equal(
            ["priority: 100 -> 150", "preempt: true -> false", "unicast: none -> { peers: [192.168.6.120] }"],
            Changes("", "priority: 150\n    preempt: false\n    unicast: { peers: [192.168.6.120] }"));

    [Fact]
    public void Lists_are_told_whole() =>
        Assert.Equal(
            ["excludedAddresses: [] -> [10.0.0.1/24]"], Changes("", "excludedAddresses: [10.0.0.1/24]"));

    [Theory]
    [InlineData("version: 2\n    authentication: { type: simplePassword, password: sesam1 }", "version: 2\n    authentication: { type: simplePassword, password: sesam2 }", "authentication: { type: simplePassword, password: \"***\" } -> another secret")]
    [InlineData("", "authentication: { type: hmac, keys: { 1: " + Key + " }, activeKey: 1 }", "authentication: none -> { type: hmac, keys: { 1: \"***\" }, activeKey: 1 }")]
    public void Secrets_are_never_told(string before, string after, string expected) =>
        Assert.Equal([expected], Changes(before, after));

    [Fact]
    public void An_added_and_a_removed_instance_tell_what_the_file_says_of_them()
    {
        var (with, without) = (Read("priority: 150"), new NodeConfiguration());
        string[] expected =
        [
            "name: VI_1", "interface: eth0", "virtualRouterId: 52", "version: 3", "priority: 150",
            "advertisementInterval: 1s", "virtualAddresses: [192.168.7.100/24]",
        ];
        Assert.Equal(expected, Texts(ConfigurationDiff.Between(without, with)));
        Assert.Equal(expected, Texts(ConfigurationDiff.Between(with, without)));
    }

    private static string[] Changes(string before, string after) =>
        Texts(ConfigurationDiff.Between(Read(before), Read(after)));

    private static string[] Texts(ConfigurationDiff diff) =>
        [.. diff.Instances.SelectMany(KeyChanges.Of).Select(change => change.ToString())];

    private static NodeConfiguration Read(string keys)
    {
        var text = "instances:\n  - name: VI_1\n    interface: eth0\n    virtualRouterId: 52\n"
            + $"    virtualAddresses: [192.168.7.100/24]\n    {keys}\n";
        var result = ConfigurationReader.Read(text, null);
        return result.Configuration ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}
