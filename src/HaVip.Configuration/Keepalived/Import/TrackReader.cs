using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>The <c>track_</c> blocks of an instance or a group.</summary>
internal static class TrackReader
{
    public static IEnumerable<(string Name, Action<Statement, List<TrackReference>, ImportContext> Read)> Blocks =>
    [
        ("track_interface", (s, list, c) => Read(s, TrackKind.Interface, list, c)),
        ("track_script", (s, list, c) => Read(s, TrackKind.Script, list, c)),
        ("track_process", (s, list, c) => Read(s, TrackKind.Process, list, c)),
        ("track_file", (s, list, c) => Read(s, TrackKind.File, list, c)),
        ("track_bfd", (s, _, c) => c.Lost(
            s, "HaVip has no BFD; see 'detection' for knowing sooner that a Master is dead.")),
    ];

    private static void Read(Statement statement, TrackKind kind, List<TrackReference> list, ImportContext context)
    {
        var most = kind is TrackKind.File or TrackKind.Process ? 254 : 253;
        foreach (var item in context.Items(statement))
        {
            var weight = default(Weight?);
            if (item.Argument(0) is "weight") weight = Weight.Read(item, 1, false, most, context);
            else if (item.Argument(0) is { } other)
            {
                context.Add(
                    ImportRules.ValueIgnored,
                    item,
                    $"'{Yaml.Shown.Text(other)}' is no option of what is tracked, so it is left out.",
                    "Write each of them on a line of its own.");
            }

            list.Add(new TrackReference(kind, item.Keyword.Text, weight, item));
        }
    }
}
