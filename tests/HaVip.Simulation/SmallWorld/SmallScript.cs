using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Simulation.Options;

namespace HaVip.Simulation.SmallWorld;

/// <summary>How big a world is: its nodes, and how much of what may happen in it, in any order.</summary>
internal sealed record SmallScript
{
    public required string Name { get; init; }

    public required IReadOnlyList<InstanceConfiguration> Nodes { get; init; }

    /// <summary>Events in the script, a timer or the fate of a packet each counted as one.</summary>
    public required int Steps { get; init; }

    /// <summary>Waits for a Master first; else the script begins with the first start.</summary>
    public bool Settled { get; init; } = true;

    public int Drops { get; init; }

    public int Crashes { get; init; }

    public int Commands { get; init; }

    /// <summary>
    /// What an operator does first and to which node, each one but the last with all that follows from it: what the
    /// script is about begins in the middle.
    /// </summary>
    public IReadOnlyList<(int Node, SmallCommand Command)> Opening { get; init; } = [];

    /// <summary>
    /// Somebody has the addresses at any moment, however long packets take, as long as none is lost and nobody dies.
    /// </summary>
    public bool AlwaysOwned { get; init; }

    /// <summary>Of the packets under way, only so many of the oldest can be next.</summary>
    public int Reordering { get; init; } = 3;

    public static SmallScript Of(string name, int steps, params ReadOnlySpan<byte> priorities)
    {
        var nodes = new InstanceConfiguration[priorities.Length];
        for (var i = 0; i < nodes.Length; i++) nodes[i] = Instance(priorities[i]);
        return new SmallScript { Name = name, Steps = steps, Nodes = nodes };
    }

    private static InstanceConfiguration Instance(byte priority) => new()
    {
        Name = "VI_1",
        Interface = SimulatedAddresses.InterfaceName,
        VirtualRouterId = 51,
        Version = 3,
        Priority = priority,
        AddressOwner = priority == 255,
        VirtualAddresses = SimulatedAddresses.Virtual(AddressFamily.IPv4, 0, 1),
        Announcements = new AnnouncementSettings { Delay = Duration.Zero },
        SplitBrainProbe = new SplitBrainProbeSettings { Interval = Duration.Zero },
    };
}
