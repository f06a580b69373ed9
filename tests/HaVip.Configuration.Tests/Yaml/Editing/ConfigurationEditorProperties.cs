using CsCheck;
using HaVip.Configuration.Yaml;
using HaVip.Configuration.Yaml.Editing;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Tests.Yaml.Editing;

public sealed class ConfigurationEditorProperties
{
    private const int Iterations = 200;

    private static readonly Gen<(NodeConfiguration Before, NodeConfiguration Other, int Seed)> Cases = Gen.Select(
        ConfigurationWriterTests.GenNode(), ConfigurationWriterTests.GenNode(), Gen.Int[0, int.MaxValue])
        .Where(c => c.Item1.Instances.Count > 0 && c.Item2.Instances.Count > 0);

    [Fact]
    public void An_instance_changed_in_any_text_leaves_every_line_of_the_others_and_reads_back_as_intended() =>
        Cases.Sample(
            c =>
            {
                var (before, other, seed) = c;
                var index = seed % before.Instances.Count;
                var changed = Changed(before.Instances[index], other.Instances[0]);
                var after = before with { Instances = [.. before.Instances.Select((i, at) => at == index ? changed : i)] };
                var messy = MessyYaml.Write(Canonical(before), seed);

                var edited = Edit(messy.Text, after);

                AssertOnlyTouched(messy, edited, index);
            },
            iter: Iterations,
            threads: 1);

    [Fact]
    public void An_instance_added_to_any_text_changes_nothing_else() =>
        Cases.Sample(
            c =>
            {
                var (before, other, seed) = c;
                var added = other.Instances[0] with { Name = "added", VirtualRouterId = 200, Track = TrackSettings.None };
                var messy = MessyYaml.Write(Canonical(before), seed);

                var edited = Edit(messy.Text, before with { Instances = [.. before.Instances, added] });

                AssertOnePiece(messy.Text.TrimEnd('\r', '\n'), edited);
            },
            iter: Iterations,
            threads: 1);

    [Fact]
    public void An_instance_removed_from_any_text_changes_nothing_else() =>
        Cases.Sample(
            c =>
            {
                var (before, seed) = (c.Before with { Groups = [] }, c.Seed);
                if (before.Instances.Count < 2) return;
                var index = seed % before.Instances.Count;
                var messy = MessyYaml.Write(Canonical(before), seed);

                var edited = Edit(
                    messy.Text, before with { Instances = [.. before.Instances.Where((_, at) => at != index)] });

                AssertOnePiece(edited.TrimEnd('\r', '\n', ' '), messy.Text);
            },
            iter: Iterations,
            threads: 1);

    [Fact]
    public void Nothing_changed_is_the_same_text() =>
        Cases.Sample(
            c =>
            {
                var text = MessyYaml.Write(Canonical(c.Before), c.Seed).Text;
                Assert.Equal(text, ConfigurationEditor.Edit(text, c.Before, Read).Text);
            },
            iter: 300,
            threads: 1);

    [Fact]
    public void Every_value_stands_between_the_places_that_are_known_of_it() =>
        Cases.Sample(
            c =>
            {
                var text = MessyYaml.Write(Canonical(c.Before), c.Seed).Text;
                foreach (var node in Nodes(SourceComposer.Compose(text)!).Where(node => node.IsFlow || node is SourceScalar))
                {
                    var alone = text[new SourceText(text).Offset(node.Position)..node.End];
                    Assert.True(YamlText.Same(node, SourceComposer.Compose(alone)!), alone);
                }
            },
            iter: 200,
            threads: 1);

    private static IEnumerable<SourceNode> Nodes(SourceNode node) => node switch
    {
        SourceMapping mapping => mapping.Entries.SelectMany(e => Nodes(e.Key).Concat(Nodes(e.Value))).Append(node),
        SourceList list => list.Items.SelectMany(Nodes).Append(node),
        _ => [node],
    };

    private static string Edit(string text, NodeConfiguration after)
    {
        var edit = ConfigurationEditor.Edit(text, after, Read);
        Assert.True(edit.Scope == EditScope.Values, $"{edit.Scope}\n{text}");
        Assert.Equal(ConfigurationWriter.Write(Sorted(after)), ConfigurationWriter.Write(Sorted(Read(edit.Text)!)));
        return edit.Text;
    }

    /// <summary>What stands before the instance's first line and behind its last one is as it was.</summary>
    private static void AssertOnlyTouched((string Text, string[] Lines, int[] Instances) messy, string edited, int index)
    {
        var end = messy.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var (first, last) = (Array.IndexOf(messy.Instances, index), Array.LastIndexOf(messy.Instances, index));
        var head = string.Concat(messy.Lines.Take(first).Select(line => line + end));
        var lengths = messy.Lines.Take(last + 1).Sum(line => line.Length + end.Length);
        var tail = messy.Text[Math.Min(lengths, messy.Text.Length)..];
        Assert.StartsWith(head, edited, StringComparison.Ordinal);
        Assert.EndsWith(tail, edited, StringComparison.Ordinal);
    }

    /// <summary>The longer text is the shorter one with a piece put in.</summary>
    private static void AssertOnePiece(string shorter, string longer)
    {
        var head = shorter.Zip(longer).TakeWhile(pair => pair.First == pair.Second).Count();
        var tail = shorter[head..];
        Assert.True(longer.TrimEnd('\r', '\n').EndsWith(tail.TrimEnd('\r', '\n'), StringComparison.Ordinal), $"{longer}\n=>\n{shorter}");
    }

    /// <summary>Another's settings, but for what the rest of its own file depends on.</summary>
    private static InstanceConfiguration Changed(InstanceConfiguration before, InstanceConfiguration other) => other with
    {
        Name = before.Name,
        Interface = before.Interface,
        VirtualRouterId = before.VirtualRouterId,
        AddressOwner = before.AddressOwner,
        Track = before.Track,
        Heartbeat = [.. other.Heartbeat.Where(path => path.Interface != before.Interface)],
    };

    /// <summary>With HMAC keys by id: their order in the file means nothing.</summary>
    private static NodeConfiguration Sorted(NodeConfiguration configuration) => configuration with
    {
        Instances = [.. configuration.Instances.Select(i => i.Hmac is { } hmac
            ? i with { Hmac = hmac with { Keys = [.. hmac.Keys.OrderBy(key => key.Id)] } }
            : i)],
    };

    private static NodeConfiguration? Read(string text) => ConfigurationReader.Read(text, null).Configuration;

    private static SourceMapping Canonical(NodeConfiguration configuration) =>
        (SourceMapping)ConfigurationFormat.Root.Write(configuration);
}
