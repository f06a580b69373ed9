using HaVip.Core.Configuration;
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

    /// <summary>Per virtual router: routers between its nodes; always 0 with multicast.</summary>
    public required IReadOnlyList<int> Hops { get; init; }

    /// <summary>Networks beside the LAN, each with faults of its own: the heartbeat of every instance.</summary>
    public int Heartbeats { get; init; }

    public byte MostMissed => Nodes.SelectMany(node => node.Instances).Max(instance => instance.MissedAdvertisements);

    /// <summary>Sequences that may never go back need a time of day that never does.</summary>
    public bool ClocksOnlyGoForward => Nodes.SelectMany(node => node.Instances)
        .Any(instance => instance.Hmac is { AntiReplay: HmacAntiReplay.Monotonic });

    /// <summary>What a packet of the virtual router has left when it arrives.</summary>
    public byte TimeToLive(int group) => (byte)(255 - Hops[group]);

    public Duration LongestInterval => Intervals().Max();

    public Duration ShortestInterval => Intervals().Min();

    private IEnumerable<Duration> Intervals() =>
        Nodes.SelectMany(node => node.Instances).Select(instance => instance.AdvertisementInterval);
}
