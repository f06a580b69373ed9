using HaVip.Core.Values;

namespace HaVip.Simulation.Options;

/// <summary>Everything a seed decides before the first event.</summary>
internal sealed record ClusterOptions
{
    public required ulong Seed { get; init; }

    public required IReadOnlyList<NodeOptions> Nodes { get; init; }

    public required NetworkOptions Network { get; init; }

    public required FaultOptions Faults { get; init; }

    /// <summary>How long faults and commands go on before the cluster is healed.</summary>
    public required Duration Length { get; init; }

    public int GroupCount => Nodes[0].Instances.Count;

    /// <summary>The fastest and the slowest clock differ by this at most.</summary>
    public int LargestDriftPartsPerMillion { get; init; }

    public Duration LongestInterval => Intervals().Max();

    public Duration ShortestInterval => Intervals().Min();

    private IEnumerable<Duration> Intervals() =>
        Nodes.SelectMany(node => node.Instances).Select(instance => instance.AdvertisementInterval);
}
