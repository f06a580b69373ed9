using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Export;

/// <summary>The <c>track_</c> blocks of an instance or a group.</summary>
internal static class TrackBlocks
{
    public static void Write(TrackSettings track, NodeConfiguration configuration, BlockWriter blocks)
    {
        var checks = track.Checks
            .Select(tracked =>
                (Tracked: tracked, Check: configuration.Checks.First(check => check.Name == tracked.Name)))
            .ToList();
        var interfaces = track.Interfaces.Select(tracked => (tracked.Name, tracked.Weight, tracked.Reverse))
            .Concat(checks.Where(item => item.Check.Form() == CheckForm.Interface)
                .Select(item => (Name: item.Check.Interface!, item.Tracked.Weight, item.Tracked.Reverse)))
            .DistinctBy(item => item.Name);
        blocks.Block("track_interface", interfaces.Select(item => Line(item.Name, item.Weight, item.Reverse)));
        foreach (var (form, head) in new[]
        {
            (CheckForm.Script, "track_script"), (CheckForm.Process, "track_process"), (CheckForm.File, "track_file"),
        })
        {
            var lines = checks.Where(item => item.Check.Form() == form)
                .Select(item => Line(item.Tracked.Name, item.Tracked.Weight, item.Tracked.Reverse));
            blocks.Block(head, lines);
        }
    }

    private static string Line(string name, short weight, bool isReverse)
    {
        var word = WordText.TryWriteFirst(name, out var written) ? written : name;
        return $"{word} weight {weight}{(isReverse ? " reverse" : "")}";
    }
}
