using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Simulation.Options;

internal sealed record NodeOptions
{
    public required IpAddress Address { get; init; }

    public required IpAddress LinkLocal { get; init; }

    /// <summary>How far the time of day is off while it is right.</summary>
    public required Duration ClockError { get; init; }

    /// <summary>The process only listens for so long after its start.</summary>
    public Duration StartupDelay { get; init; }

    /// <summary>One instance per virtual router of the cluster, in its order.</summary>
    public required IReadOnlyList<InstanceConfiguration> Instances { get; init; }

    public required int DriftPartsPerMillion { get; init; }

    /// <summary>How long the kernel takes to have an address.</summary>
    public required Duration AcquireDelay { get; init; }

    /// <summary>How long the kernel keeps what is not renewed.</summary>
    public LeaseSetting Lease { get; init; }

    /// <summary>How late the process is woken for a timer at most.</summary>
    public required Duration WakeLateness { get; init; }
}
