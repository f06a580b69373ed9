using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>
/// A new owner that is not HaVip announces IPv6 addresses before its kernel takes packets for them: Linux puts the route to
/// itself in by a worker, some time after the address is there. Until that host answers for the addresses this node contradicts
/// its announcements; then it says on the other's behalf where they are, and goes.
/// </summary>
public sealed partial class VirtualRouter
{
    private void RebutClaims(ActionList actions)
    {
        if (_handover!.Successor is not null || !Configuration.SplitBrainProbe.IsOn || Configuration.VirtualMac) return;
        List<IpAddress> awaited =
        [
            .. Configuration.AllAddresses
                .Where(address => address.Interface is null || address.Interface == Configuration.Interface)
                .Select(address => address.Prefix.Address)
                .Where(address => address.Family == AddressFamily.IPv6),
        ];
        if (awaited.Count == 0) return;
        _handover = _handover with { Successor = new SuccessorNotes { Awaited = awaited } };
        actions.Add(ActionKind.RebutClaims, this);
    }

    /// <summary>HaVip announces what its kernel takes packets for already, and is not waited for any longer than without.</summary>
    private void AwaitSuccessor(Instant now, ActionList actions)
    {
        _timers[TimerKind.Linger] = now + ElectionTimes.Linger;
        if (_handover!.Successor is null) return;
        if (_isOfOtherMaker) _timers[TimerKind.Linger] = now + ElectionTimes.SuccessorReady;
        OnAskSuccessor(now, actions);
    }

    private void OnAskSuccessor(Instant now, ActionList actions)
    {
        foreach (var address in _handover!.Successor!.Awaited.Take(AddressesPerProbe))
        {
            if (IndexOf(address) is { } index) Ask(index, 1, actions);
        }

        _timers[TimerKind.AskSuccessor] = now + ElectionTimes.SuccessorAsked;
    }

    private void SuccessorAnswered(in NeighborClaim claim, Instant now, ActionList actions)
    {
        if (_handover is not { Taken: true, Successor: { } successor } || !claim.IsAnswer) return;
        if (!successor.Awaited.Remove(claim.Address)) return;
        successor.Answers.Add(claim);
        if (successor.Awaited.Count > 0) return;
        LeaveToSuccessor(actions);
        _timers[TimerKind.Linger] = Instant.Min(_timers[TimerKind.Linger], now + ElectionTimes.Linger);
    }

    /// <summary>For an address that the host did not answer for either: it is where the others are.</summary>
    private void LeaveToSuccessor(ActionList actions)
    {
        if (_handover!.Successor is not { Awaited: var awaited, Answers: var answers }) return;
        _timers.Cancel(TimerKind.AskSuccessor);
        AcceptClaims(actions);
        if (answers.Count == 0) return;
        answers.AddRange(awaited.Select(address => answers[0] with { Address = address }));
        foreach (var answer in answers) AnnounceForOther(answer, actions);
    }

    private void AcceptClaims(ActionList actions)
    {
        if (_handover!.Successor is null) return;
        _handover = _handover with { Successor = null };
        actions.Add(ActionKind.AcceptClaims, this);
    }

    private void AnnounceForOther(in NeighborClaim claim, ActionList actions) => actions.Add(new EngineAction
    {
        Kind = ActionKind.AnnounceForOther,
        Router = this,
        Neighbor = claim,
    });
}
