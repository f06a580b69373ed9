using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Node.Control;

/// <summary>The node's state when the named instances have stopped, or the time is over.</summary>
internal sealed class StopReply(
    IReadOnlyList<VirtualRouter> routers, Func<Instant, ControlResponse> state, Instant deadline)
    : PendingReply(deadline)
{
    public override ControlResponse? TryAnswer(Instant now, bool late)
    {
        foreach (var router in routers)
        {
            if (router.State != VrrpState.Stopped && !late) return null;
        }

        return state(now);
    }
}
