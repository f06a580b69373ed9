namespace HaVip.Core.Election;

/// <summary>Why a virtual router changed its state; also what <c>Get-HaVipState</c> explains the present state with.</summary>
public enum TransitionReason : byte
{
    None,
    Configured,
    Started,
    StartedAsAddressOwner,

    /// <summary>Master_Down_Timer fired after silence (RFC 9568 section 6.4.2).</summary>
    NoAdvertisement,

    /// <summary>The Master's host no longer answers, and no advertisement came meanwhile.</summary>
    HostGone,

    /// <summary>Master_Down_Timer fired after the Master's priority 0 (RFC 9568 section 6.4.2).</summary>
    MasterSaidGoodbye,

    /// <summary>Master_Down_Timer fired while a worse Master was heard (Preempt_Mode).</summary>
    Preempted,

    HigherPriorityHeard,
    HigherAddressHeard,
    TakenByCommand,
    GivenByCommand,

    /// <summary>Somebody on this node keeps removing the addresses, so another node has them now.</summary>
    AddressesTakenAway,

    FailbackByCommand,
    HoldElapsed,
    SuspendedByCommand,
    ResumedByCommand,
    InterfaceMissing,
    InterfaceDown,
    NoSourceAddress,
    InterfaceReady,

    /// <summary>The host cannot keep packets from the addresses, as Accept_Mode false needs.</summary>
    FilterMissing,
    FilterReady,

    /// <summary>A tracked interface of weight 0 is down.</summary>
    TrackedInterfaceDown,

    /// <summary>A tracked check of weight 0 is bad.</summary>
    CheckFailed,

    /// <summary>Another instance of its group is in Fault.</summary>
    GroupMemberInFault,

    /// <summary>Another instance of its group follows a Master elsewhere.</summary>
    GroupFollowed,

    /// <summary>What is tracked is well again.</summary>
    HealthRestored,
    StoppedByCommand,
    Reconfigured,

    /// <summary>The process woke up later than its peers' patience; a Master then listens first.</summary>
    LateWake,
}
