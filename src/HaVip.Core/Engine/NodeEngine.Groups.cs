using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Engine;

/// <summary>Groups: what happens to one instance happens to all, in the same call.</summary>
public sealed partial class NodeEngine
{
    private readonly List<RouterGroup> _groups = [];
    private (RouterGroup? Group, string Command, Instant When, HandoverRefusal Refusal) _lastCommand;

    /// <summary>In the order of configuration.</summary>
    public IReadOnlyList<RouterGroup> Groups => _groups;

    /// <summary>While a reload is under way each instance acts for itself.</summary>
    private void Ungroup()
    {
        _groups.Clear();
        foreach (var router in _routers) router.Group = null;
    }

    private void Regroup()
    {
        foreach (var configured in Configuration.Groups)
        {
            var group = new RouterGroup(configured.Name);
            foreach (var router in _routers)
            {
                if (router.Group is null && configured.Instances.Contains(router.Name)) group.Add(router);
            }

            _groups.Add(group);
        }
    }

    private void JoinGroups(Instant now, ActionList actions)
    {
        foreach (var group in _groups)
        {
            foreach (var member in group.Members)
            {
                member.JoinGroup(now, actions);
                _deadlines.Update(member);
            }
        }
    }

    private static IReadOnlyList<VirtualRouter> MembersWith(VirtualRouter router) => router.Group?.Members ?? [router];

    /// <summary>
    /// What one member did may let the next one do something too: as many rounds as there are members are enough.
    /// </summary>
    private void Gather(VirtualRouter router, Instant now, ActionList actions)
    {
        var members = router.Group!.Members;
        for (var round = 0; round < members.Count; round++)
        {
            foreach (var member in members)
            {
                if (member != router || round > 0) member.FollowGroup(now, actions);
            }
        }

        foreach (var member in members) _deadlines.Update(member);
    }

    /// <summary>
    /// A command for a whole group: refused where one of its instances refuses. Asked of several of its instances at once,
    /// it is carried out once.
    /// </summary>
    private HandoverRefusal Command(
        VirtualRouter router,
        string command,
        Instant now,
        ActionList actions,
        Func<VirtualRouter, HandoverRefusal> refuse,
        Func<VirtualRouter, HandoverRefusal> carryOut)
    {
        if (router.Group is { } group && _lastCommand.Group == group && _lastCommand.Command == command && _lastCommand.When == now)
            return _lastCommand.Refusal;
        var refusal = HandoverRefusal.None;
        foreach (var member in MembersWith(router))
        {
            if (refusal == HandoverRefusal.None) refusal = refuse(member);
        }

        if (refusal == HandoverRefusal.None)
        {
            foreach (var member in MembersWith(router)) carryOut(member);
        }

        if (router.Group is not null) _lastCommand = (router.Group, command, now, refusal);
        Settle(router, now, actions);
        return refusal;
    }
}
