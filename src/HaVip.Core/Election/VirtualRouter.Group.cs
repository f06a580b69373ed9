using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>What a virtual router does because of the others of its group.</summary>
public sealed partial class VirtualRouter
{
    /// <summary>Null where it is in none.</summary>
    public RouterGroup? Group { get; internal set; }

    /// <summary>It would be Master, but for the others of its group.</summary>
    public bool WaitsForGroup => State == VrrpState.Backup && _promotionIsDue && !AwaitsResults;

    internal bool IsOrWouldBeMaster => State == VrrpState.Master || WaitsForGroup;

    /// <summary>Without regard to its group.</summary>
    internal bool IsFitItself => CanRun && Unfit is null;

    /// <summary>Something has happened to another member.</summary>
    internal void FollowGroup(Instant now, ActionList actions)
    {
        FollowHealth(now, actions);
        if (WaitsForGroup && Group!.Agrees(this)) OnMasterDownTimer(now, actions);
        if (State != VrrpState.Master || _handover is not null || !Group!.HasLeft(this)) return;
        BecomeBackup(TransitionReason.GroupFollowed, now, actions);
    }

    /// <summary>
    /// A new group may have Masters and Backups: the Masters hand over to wherever the others' Master is.
    /// </summary>
    internal void JoinGroup(Instant now, ActionList actions)
    {
        if (State == VrrpState.Master && _handover is null && Group!.HasLeft(this))
            Begin(new Handover { Started = now, Purpose = HandoverPurpose.Follow, Force = true }, now, actions);
        else FollowGroup(now, actions);
    }
}
