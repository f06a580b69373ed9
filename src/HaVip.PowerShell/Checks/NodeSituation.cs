using HaVip.Configuration.Yaml;
using HaVip.Core.Control;
using HaVip.PowerShell.Nodes;
using Settings = HaVip.Core.Configuration;

namespace HaVip.PowerShell.Checks;

/// <summary>Everything a node was seen to be during one look, for the checks to judge.</summary>
internal sealed record NodeSituation(NodeLocation Node)
{
    /// <summary>Its configuration file; null where only a socket is known.</summary>
    public ConfigurationReadResult? File { get; init; }

    /// <summary>Those meant, of a valid configuration.</summary>
    public IReadOnlyList<Settings.InstanceConfiguration> Instances { get; init; } = [];

    /// <summary>The runner at the beginning of the look; null where none answers.</summary>
    public NodeState? Before { get; init; }

    /// <summary>The same at its end.</summary>
    public NodeState? After { get; init; }

    /// <summary>Why no runner was asked, where that is not simply because none runs.</summary>
    public string? ConnectionProblem { get; init; }

    public IReadOnlyList<Core.Control.NodeEvent> Events { get; init; } = [];

    /// <summary>What is around the node; null where that could not be looked at.</summary>
    public NodeProbe? Probe { get; init; }

    public string? ProbeProblem { get; init; }

    /// <summary>Its name, as far as it is known.</summary>
    public string Name => After?.Name ?? (File?.Configuration is { } known ? NodeFile.NodeName(known) : Node.ToString());

    public Core.Control.InstanceState? StateOf(Settings.InstanceConfiguration instance) =>
        After?.Instances.FirstOrDefault(state => state.Name == instance.Name);

    /// <summary>What a counter grew by during the look; 0 where no runner was asked.</summary>
    public long Growth(Settings.InstanceConfiguration instance, Func<Core.Control.InstanceCounters, long> count)
    {
        var before = Before?.Instances.FirstOrDefault(state => state.Name == instance.Name);
        return StateOf(instance) is { } after && before is not null ? count(after.Counters) - count(before.Counters) : 0;
    }

    /// <summary>Advertisements of the instance's virtual router that came in during the look.</summary>
    public IEnumerable<HeardAdvertisement> Heard(Settings.InstanceConfiguration instance) =>
        Seen(instance).Where(one => one.Last.Direction == PacketDirection.Received);

    /// <summary>Those that left.</summary>
    public IEnumerable<HeardAdvertisement> Sent(Settings.InstanceConfiguration instance) =>
        Seen(instance).Where(one => one.Last.Direction == PacketDirection.Sent);

    private IEnumerable<HeardAdvertisement> Seen(Settings.InstanceConfiguration instance) =>
        Probe?.Advertisements.Where(one => one.Last.Instance == instance.Name) ?? [];
}
