namespace HaVip.Simulation.Faults;

internal enum FaultKind
{
    /// <summary>The LAN falls in two halves.</summary>
    Partition,

    /// <summary>One direction between two hosts stops.</summary>
    OneWayCut,

    /// <summary>One host hears nobody and nobody hears it.</summary>
    Isolate,

    /// <summary>SIGKILL; the addresses stay until the restarted process sweeps them.</summary>
    Crash,

    /// <summary>SIGSTOP, or a machine too busy.</summary>
    Pause,

    ClockJump,
    ClockDrift,

    /// <summary>Somebody sets the time of day.</summary>
    ClockSet,

    InterfaceDown,
    InterfaceMissing,

    /// <summary>Gone and back with another index before the process hears of either.</summary>
    InterfaceReplaced,

    /// <summary>The interface's own address changes.</summary>
    SourceChange,
}
