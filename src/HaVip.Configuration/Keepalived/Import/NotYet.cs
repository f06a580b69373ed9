using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>
/// Takes out of an imported configuration what this version does not carry out, and says so: the file's reader would
/// refuse it.
/// </summary>
internal static class NotYet
{
    private static readonly (string Key, string Keyword, Func<InstanceConfiguration, InstanceConfiguration> Remove)[] Parts =
    [
        ("track.checks", "track_script, track_process and track_file", i => i with { Track = i.Track with { Checks = [] } }),
        ("track.interfaces", "track_interface", i => i with { Track = i.Track with { Interfaces = [] } }),
        ("track", "track_...", i => i with { Track = TrackSettings.None }),
        ("notify", "notify...", i => i with { Notify = [] }),
    ];

    public static NodeConfiguration Remove(NodeConfiguration configuration, PlaceMap places, ImportContext context)
    {
        configuration = configuration with
        {
            Instances =
                [.. configuration.Instances.Select((i, index) => Remove(i, $"instances[{index}]", places, context))],
        };
        configuration = WithoutChecks(configuration, places, context);
        if (PlannedKeys.Contain("groups") && configuration.Groups.Count > 0)
        {
            Say(places, "groups[0]", GroupKeywords.Block, context);
            configuration = configuration with { Groups = [] };
        }

        if (PlannedKeys.Contain("groups[].notify") && configuration.Groups.Any(g => g.Notify.Count > 0))
        {
            Say(places, "groups[0]", "notify...", context);
            configuration = configuration with { Groups = [.. configuration.Groups.Select(g => g with { Notify = [] })] };
        }

        return PlannedKeys.Contain("node.scriptUser")
            ? configuration with { Node = configuration.Node with { ScriptUser = null } }
            : configuration;
    }

    /// <summary>Checks of kinds that are not carried out, and all that tracks them.</summary>
    private static NodeConfiguration WithoutChecks(NodeConfiguration configuration, PlaceMap places, ImportContext context)
    {
        var removed = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < configuration.Checks.Count; i++)
        {
            var check = configuration.Checks[i];
            if (!PlannedKeys.Contain($"checks[].{SubjectOf(check.Type)}")) continue;
            Say(places, $"checks[{i}]", KeywordOf(check.Type), context);
            removed.Add(check.Name);
        }

        TrackSettings Without(TrackSettings track) =>
            track with { Checks = [.. track.Checks.Where(tracked => !removed.Contains(tracked.Name))] };
        return removed.Count == 0 ? configuration : configuration with
        {
            Checks = [.. configuration.Checks.Where(check => !removed.Contains(check.Name))],
            Instances = [.. configuration.Instances.Select(i => i with { Track = Without(i.Track) })],
            Groups = [.. configuration.Groups.Select(g => g with { Track = Without(g.Track) })],
        };
    }

    /// <summary>The key that every check of a type has.</summary>
    private static string SubjectOf(CheckType type) => type switch
    {
        CheckType.Process => "process",
        CheckType.Tcp => "endpoint",
        CheckType.Http => "url",
        CheckType.Script => "command",
        CheckType.File => "path",
        _ => "interface",
    };

    private static string KeywordOf(CheckType type) => type switch
    {
        CheckType.Script => "vrrp_script",
        CheckType.File => "track_file",
        _ => type.ToString(),
    };

    private static InstanceConfiguration Remove(
        InstanceConfiguration instance, string path, PlaceMap places, ImportContext context)
    {
        foreach (var (key, keyword, remove) in Parts)
        {
            var without = PlannedKeys.Contain($"instances[].{key}") ? remove(instance) : instance;
            if (ConfigurationDiff.AreEqual(instance, without)) continue;
            Say(places, $"{path}.{key.Split('[')[0]}", keyword, context);
            instance = without;
        }

        return instance;
    }

    private static void Say(PlaceMap places, string path, string keyword, ImportContext context)
    {
        if (places.Find(path) is { } statement)
            context.Add(ImportRules.NotCarriedOver, statement, $"'{keyword}' is not carried over yet: this version has no such thing.");
    }
}
