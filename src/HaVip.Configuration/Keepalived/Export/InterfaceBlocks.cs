using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Export;

/// <summary>What keepalived says of interfaces and HaVip of those who use them.</summary>
internal sealed class InterfaceBlocks(NodeConfiguration configuration, BlockWriter blocks, Losses losses)
{
    private static readonly Duration ShortestPause = new(1);
    private static readonly Duration LongestDelay = Duration.FromSeconds(255);

    public void Write()
    {
        WriteDelays();
        WritePauses();
    }

    private void WriteDelays()
    {
        var tracked =
            configuration.Instances.SelectMany((i, n) => i.Track.Interfaces.Select(t => (t, Path: $"instances[{n}]")))
                .Concat(configuration.Groups.SelectMany(
                    (g, n) => g.Track.Interfaces.Select(t => (t, Path: $"groups[{n}]"))))
                .GroupBy(item => item.t.Name, StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var group in tracked)
        {
            var (first, path) = group.First();
            if (group.Any(item => item.t.DownDelay != first.DownDelay || item.t.UpDelay != first.UpDelay))
                losses.Add(
                    $"{path}.track", $"keepalived has one delay for each interface: the first of {first.Name} counts.");
            if (first.DownDelay == Duration.Zero && first.UpDelay == Duration.Zero) continue;
            if (Duration.Max(first.DownDelay, first.UpDelay) > LongestDelay)
                losses.Add($"{path}.track", "keepalived waits 255 seconds at most before it believes an interface.");
            if (WordText.TryWriteFirst(first.Name, out var name))
                lines.Add($"{name} {Bounded(first.DownDelay)} {Bounded(first.UpDelay)}");
        }

        blocks.Block("interface_up_down_delays", lines);
    }

    private static string Bounded(Duration delay) => WordText.Seconds(Duration.Min(delay, LongestDelay));

    private void WritePauses()
    {
        var instances = configuration.Instances.Select((Instance, Index) => (Instance, Index))
            .Where(item => item.Instance.Announcements.Spacing != AnnouncementSettings.DefaultSpacing);
        foreach (var group in instances.GroupBy(item => item.Instance.Interface, StringComparer.Ordinal))
        {
            if (!WordText.TryWrite(group.Key, out var name)) continue;
            blocks.Open("garp_group");
            WritePause("garp_interval", AddressFamily.IPv4, group.ToList());
            WritePause("gna_interval", AddressFamily.IPv6, group.ToList());
            blocks.Line("interface", name);
            blocks.Close();
        }
    }

    private void WritePause(
        string keyword, AddressFamily family, List<(InstanceConfiguration Instance, int Index)> instances)
    {
        var pauses = instances.Where(item => item.Instance.Family == family).ToList();
        if (pauses.Count == 0) return;
        var first = pauses[0].Instance.Announcements.Spacing;

        // No pause is an error to keepalived; the reader takes the shortest for none.
        blocks.Line(keyword, WordText.Seconds(Duration.Max(first, ShortestPause)));
        foreach (var (instance, index) in configuration.Instances.Select((instance, index) => (instance, index)))
        {
            var isOther = instance.Interface == pauses[0].Instance.Interface && instance.Family == family
                && instance.Announcements.Spacing != first;
            if (isOther)
                losses.Add($"instances[{index}].announcements.spacing", "keepalived has one pause for each interface and family.");
        }
    }
}
