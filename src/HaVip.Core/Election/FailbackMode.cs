namespace HaVip.Core.Election;

/// <summary>What becomes of mastership when a suspended node is resumed.</summary>
public enum FailbackMode : byte
{
    /// <summary>What priorities, preempt and its delay say.</summary>
    Policy,

    /// <summary>A better node takes over from the living Master now, whatever preempt and its delay say.</summary>
    Immediate,

    /// <summary>The node stays Backup as after a give, until failback is asked for or the Master is gone.</summary>
    NoFailback,
}
