namespace HaVip.Core.Election;

/// <summary>Why a hand-over was refused or failed; the names are error ids users see.</summary>
public enum HandoverRefusal : byte
{
    None,

    /// <summary>The instance is stopped.</summary>
    InstanceStopped,

    /// <summary>The instance is in Fault and can neither give nor take.</summary>
    InstanceInFault,

    /// <summary>Give asked of an instance that is not Master.</summary>
    NotMaster,

    /// <summary>Take asked of an instance that is Master already.</summary>
    AlreadyMaster,

    HandoverInProgress,

    /// <summary>The Master owns the addresses (priority 255); nobody can outbid it.</summary>
    MasterIsAddressOwner,

    /// <summary>The Master has priority 254 and the higher address; nobody can outbid it.</summary>
    MasterCannotBeOutbid,

    /// <summary>Take asked where what is tracked takes so much off that the Master cannot be outbid.</summary>
    HealthTooLow,

    /// <summary>Take asked before everything tracked has been seen.</summary>
    ResultsAwaited,

    /// <summary>Nobody took over within the master down interval; the giver goes on as Master.</summary>
    NobodyTookOver,

    /// <summary>Failback asked where nothing is held.</summary>
    NothingHeld,

    /// <summary>Give, take or failback asked of an instance of a suspended node.</summary>
    NodeSuspended,

    /// <summary>Suspend asked of a Backup that hears no Master: nobody would have the addresses.</summary>
    NoOtherMaster,

    /// <summary>Resume asked of an instance that is not suspended.</summary>
    NotSuspended,

    /// <summary>The hand-over ended because the instance stopped, failed or was reconfigured meanwhile.</summary>
    Interrupted,
}
