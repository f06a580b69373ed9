namespace HaVip.Core.Engine;

/// <summary>What can be reported of a node; the names appear in events and logs.</summary>
public enum EventKind : byte
{
    Transition,

    /// <summary>A Master heard a worse one and answered it (RFC 9568 section 6.4.3).</summary>
    RivalRejected,

    /// <summary>An advertisement was refused; at most once a minute per instance and reason.</summary>
    PacketRejected,

    /// <summary>A Backup adopted the Master's version 3 interval (RFC 9568 section 6.4.2).</summary>
    IntervalLearned,

    /// <summary>The peer's checksum form was adopted for sending.</summary>
    ChecksumFormAdopted,

    /// <summary>The Master advertises other addresses than this instance has.</summary>
    AddressListDiffers,

    HandoverStarted,
    HandoverCompleted,
    HandoverFailed,
    HoldEnded,

    /// <summary>A path of the heartbeat cannot be used: its interface is missing or down, or has no address.</summary>
    PathDown,

    /// <summary>A path of the heartbeat can be used again.</summary>
    PathUp,

    /// <summary>A Backup hears nothing on one path, but the Master on another.</summary>
    PathSilent,

    /// <summary>A path that was silent is heard again.</summary>
    PathHeard,

    /// <summary>An instance stays out from now on, until the node is resumed.</summary>
    Suspended,
    Resumed,

    /// <summary>What is tracked has changed the effective priority.</summary>
    PriorityChanged,

    /// <summary>Another host has an address of this Master too.</summary>
    SplitBrain,

    /// <summary>It no longer answers, or this node is no longer Master.</summary>
    SplitBrainEnded,

    /// <summary>A Master whose host was taken for gone spoke: it takes more unanswered questions from now on.</summary>
    FalseAlarm,

    /// <summary>
    /// A host that this Master could not reach for long enough for another node to take over answers again.
    /// </summary>
    HostReached,

    // Reported by the host, not the engine.
    RunnerStarted,
    RunnerStopping,

    /// <summary>The process is about to run another program, which goes on as the runner.</summary>
    RunnerReplacing,
    RunnerReplaced,
    ReplacementRefused,
    ConfigurationReloaded,
    ConfigurationRefused,
    AddressesAcquired,
    AddressesReleased,
    AddressesAnnounced,

    /// <summary>Somebody else removed what a Master owns; it is there again and announced.</summary>
    AddressesPutBack,

    /// <summary>A check has become good or bad.</summary>
    CheckChanged,

    /// <summary>A command was told what became of an instance or a group, and ended well.</summary>
    NotificationSucceeded,
    NotificationFailed,
    KernelFault,

    /// <summary>A former run's hold or suspension was taken up.</summary>
    HoldRestored,

    /// <summary>A file of the state directory cannot be read or written.</summary>
    StateFault,
    ControlFault,
}
