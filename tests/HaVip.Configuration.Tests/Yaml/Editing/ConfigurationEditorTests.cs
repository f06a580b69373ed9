using HaVip.Configuration.Yaml;
using HaVip.Configuration.Yaml.Editing;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Tests.Yaml.Editing;

public sealed class ConfigurationEditorTests
{
    private const string Text = """
        # node 1 of the web pair
        instances:
          # the web service
          - name: web            # as in DNS
            interface: eth0
            virtualRouterId: 52
            priority: 100        # 150 on the other node
            preempt: true
            virtualAddresses:
              # the old name
              - 192.168.7.100/24   # www
              - 192.168.7.101/24   # shop
            # preemptDelay: 30s

          # the data base
          - interface: eth0
            name: data
            virtualRouterId: 53
            virtualAddresses: [192.168.7.110/24]
            authentication: { type: hmac, keys: { 1: "0123456789abcdef0123456789abcdef" }, activeKey: 1 }

        # nothing below

        """;

    [Fact]
    public void A_changed_value_is_replaced_in_its_place() =>
        Expect(i => i with { Priority = 150 }, "priority: 100        # 150", "priority: 150        # 150");

    [Fact]
    public void A_default_that_is_written_out_is_replaced_in_its_place() =>
        Expect(i => i with { Preempt = false }, "preempt: true", "preempt: false");

    [Fact]
    public void A_new_key_goes_where_the_writer_would_put_it() =>
        Expect(
            i => i with { AdvertisementInterval = Duration.FromMilliseconds(100) },
            "# 150 on the other node\n",
            "# 150 on the other node\n    advertisementInterval: 100ms\n");

    [Fact]
    public void A_list_keeps_the_lines_of_items_that_stay() =>
        Expect(
            i => i with { VirtualAddresses = [Address("192.168.7.101"), Address("192.168.7.102")] },
            "      - 192.168.7.100/24   # www\n      - 192.168.7.101/24   # shop\n",
            "      - 192.168.7.101/24   # shop\n      - 192.168.7.102/24\n");

    [Fact]
    public void An_item_that_changes_keeps_its_comment() =>
        Expect(
            i => i with { VirtualAddresses = [Address("192.168.7.105"), Address("192.168.7.101")] },
            "- 192.168.7.100/24   # www",
            "- 192.168.7.105/24   # www");

    [Fact]
    public void Brackets_are_changed_between_their_commas() =>
        Expect(
            i => i with { VirtualAddresses = [Address("192.168.7.109"), .. i.VirtualAddresses, Address("192.168.7.111")] },
            "[192.168.7.110/24]",
            "[192.168.7.109/24, 192.168.7.110/24, 192.168.7.111/24]",
            index: 1);

    [Fact]
    public void A_key_among_braces_is_added_and_taken_away()
    {
        var with = Expect(
            i => i with { Hmac = i.Hmac! with { Mode = HmacMode.Permissive } },
            "activeKey: 1 }",
            "activeKey: 1, mode: permissive }",
            index: 1);
        var read = ConfigurationReader.Read(with, null).Configuration!;
        var back = read with { Instances = [read.Instances[0], Read(Text).Instances[1]] };
        Assert.Equal(Text, ConfigurationEditor.Edit(with, back).Text);
    }

    [Fact]
    public void The_first_of_an_items_keys_can_go()
    {
        var text = Text.Replace("- name: web            # as in DNS", "- preempt: false\n    name: web", StringComparison.Ordinal)
            .Replace("    preempt: true\n", "", StringComparison.Ordinal);
        var before = Read(text);
        var after = before with { Instances = [before.Instances[0] with { Preempt = true }, before.Instances[1]] };
        Assert.Equal(text.Replace("- preempt: false\n    name: web", "- name: web", StringComparison.Ordinal), Edit(text, after));
    }

    [Fact]
    public void An_added_instance_stands_at_the_end_of_the_list_and_as_apart_as_the_others()
    {
        var before = Read(Text);
        var added = new InstanceConfiguration
        {
            Name = "new",
            Interface = "eth1",
            VirtualRouterId = 54,
            VirtualAddresses = [Address("192.168.8.1")],
        };
        var expected = Text.Replace(
            "activeKey: 1 }\n",
            """
            activeKey: 1 }

              - name: new
                interface: eth1
                virtualRouterId: 54
                version: 3
                priority: 100
                advertisementInterval: 1s
                virtualAddresses:
                  - 192.168.8.1/24

            """,
            StringComparison.Ordinal);
        Assert.Equal(expected, Edit(Text, before with { Instances = [.. before.Instances, added] }));
    }

    [Theory]
    [InlineData(0, "  # the web service", "  # the data base")]
    [InlineData(1, "  # the data base", "# nothing below")]
    public void A_removed_instance_takes_its_comments_along(int index, string from, string to)
    {
        var before = Read(Text);
        var start = Text.IndexOf(from, StringComparison.Ordinal);
        var expected = Text.Remove(start, Text.IndexOf(to, StringComparison.Ordinal) - start);
        Assert.Equal(expected, Edit(Text, before with { Instances = [before.Instances[1 - index]] }));
    }

    [Fact]
    public void The_last_instance_leaves_an_empty_list()
    {
        var edited = Edit(Text, Read(Text) with { Instances = [] });
        Assert.StartsWith("# node 1 of the web pair\ninstances:\n  # the web service\n  []\n", edited, StringComparison.Ordinal);
        var again = ConfigurationEditor.Edit(edited, Read(Text));
        Assert.Equal(EditScope.Values, again.Scope);
        Assert.Equal(ConfigurationWriter.Write(Read(Text)), ConfigurationWriter.Write(Read(again.Text)));
    }

    [Fact]
    public void The_end_of_line_and_the_missing_one_at_the_end_are_kept()
    {
        var text = Text.TrimEnd().Replace("\n", "\r\n", StringComparison.Ordinal);
        var before = Read(text);
        var after = before with { Instances = [before.Instances[0] with { StrictSkew = true }, before.Instances[1]] };
        var edited = Edit(text, after);
        Assert.Equal(text.Replace("the other node\r\n", "the other node\r\n    strictSkew: true\r\n", StringComparison.Ordinal), edited);
    }

    [Fact]
    public void A_byte_order_mark_stays() =>
        Assert.StartsWith("\uFEFF#", Edit("\uFEFF" + Text, Read(Text) with { Instances = [Read(Text).Instances[0]] }));

    [Fact]
    public void Values_tied_by_an_alias_are_written_out_where_one_of_them_changes()
    {
        const string Tied = """
            # kept
            instances:
              - name: a
                interface: &i eth0
                virtualRouterId: 1
                virtualAddresses: [192.168.7.1/24]
              - name: b
                interface: *i
                virtualRouterId: 2
                virtualAddresses: [192.168.7.2/24] # lost
            node: { name: n1 } # kept
            """;
        var before = Read(Tied);
        var after = before with { Instances = [before.Instances[0] with { Interface = "eth1" }, before.Instances[1]] };
        var edit = ConfigurationEditor.Edit(Tied, after);
        Assert.Equal(EditScope.List, edit.Scope);
        Assert.StartsWith("# kept\ninstances:\n  - name: a\n    interface: eth1\n", edit.Text, StringComparison.Ordinal);
        Assert.EndsWith("\nnode: { name: n1 } # kept", edit.Text, StringComparison.Ordinal);
        Assert.Equal(ConfigurationWriter.Write(after), ConfigurationWriter.Write(Read(edit.Text)));
    }

    [Fact]
    public void A_text_that_is_no_configuration_is_refused() =>
        Assert.Throws<ArgumentException>(() => ConfigurationEditor.Edit("instances: [", new NodeConfiguration()));

    private static string Expect(
        Func<InstanceConfiguration, InstanceConfiguration> change, string from, string to, int index = 0)
    {
        var before = Read(Text);
        var after = before with { Instances = [.. before.Instances.Select((i, at) => at == index ? change(i) : i)] };
        var edited = Edit(Text, after);
        Assert.Contains(from, Text, StringComparison.Ordinal);
        Assert.Equal(Text.Replace(from, to, StringComparison.Ordinal), edited);
        return edited;
    }

    private static string Edit(string text, NodeConfiguration after)
    {
        var edit = ConfigurationEditor.Edit(text, after);
        Assert.Equal(EditScope.Values, edit.Scope);
        return edit.Text;
    }

    private static NodeConfiguration Read(string text) => ConfigurationReader.Read(text, null) is { Configuration: { } read }
        ? read
        : throw new InvalidOperationException(string.Join('\n', ConfigurationReader.Read(text, null).Diagnostics));

    private static VirtualAddress Address(string text) =>
        IpPrefix.TryParse(text + "/24", out var prefix) ? new VirtualAddress(prefix) : throw new FormatException(text);
}
