using HaVip.Core.Election;
using HaVip.Core.Engine;

namespace HaVip.Node.Loop;

/// <summary>
/// What many instances are to own or to let go of at once the kernel is told together. Addresses come a little before their
/// turn and go a little after it: what the others have to say in between does not depend on them.
/// </summary>
internal sealed partial class ActionExecutor
{
    /// <summary>As many as one message to the kernel holds; the first one does not wait for thousands.</summary>
    private const int MostTogether = 64;

    private readonly List<VirtualRouter> _acquiring = [];
    private readonly List<VirtualRouter> _releasing = [];

    /// <summary>Acquires what is asked for from here on, unless that was done; returns how far the list is done.</summary>
    private int AcquireTogether(ActionList actions, int place, int acquired)
    {
        if (place < acquired) return acquired;
        var end = place;
        for (; end < actions.Count && _acquiring.Count < MostTogether && !TakesAway(actions[end].Kind); end++)
        {
            ref readonly var action = ref actions[end];
            if (action.Kind != ActionKind.AcquireAddresses) continue;
            if (action.Peer != default && !action.Router.Configuration.VirtualMac)
                passing.Begin(action.Router, action.Peer, action.Drain);
            if (!_acquiring.Contains(action.Router)) _acquiring.Add(action.Router);
        }

        leases.Acquire(_acquiring);
        _acquiring.Clear();
        return end;
    }

    private void ReleaseGathered()
    {
        if (_releasing.Count == 0) return;
        leases.Release(_releasing);
        foreach (var router in _releasing) passing.End(router.Name);
        _releasing.Clear();
    }

    /// <summary>Whether advertisements that were gathered need not have left before this.</summary>
    private static bool IsIndifferentToSends(ActionKind kind) => kind
        is ActionKind.SendAdvertisement or ActionKind.ReleaseAddresses or ActionKind.Report or ActionKind.EndHandover;

    /// <summary>Whether addresses that are to go must have gone before this.</summary>
    private static bool ConcernsAddresses(ActionKind kind) => kind
        is ActionKind.AcquireAddresses or ActionKind.RetireAddresses or ActionKind.QuietAddresses
        or ActionKind.HoldConnections or ActionKind.AdmitConnections or ActionKind.RebutClaims or ActionKind.AcceptClaims
        or ActionKind.AnnounceAddresses or ActionKind.AnnounceForOther;

    private static bool TakesAway(ActionKind kind) => kind
        is ActionKind.ReleaseAddresses or ActionKind.RetireAddresses or ActionKind.QuietAddresses
        or ActionKind.HoldConnections or ActionKind.AdmitConnections or ActionKind.RebutClaims or ActionKind.AcceptClaims;
}
