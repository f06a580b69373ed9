using HaVip.Core.Control;
using HaVip.Core.Values;

namespace HaVip.Node.Control;

/// <summary>An answer that needs no waiting, made when it is sent.</summary>
internal sealed class ReadyReply(Func<Instant, ControlResponse> answer) : PendingReply(new Instant(0))
{
    public ReadyReply(ControlError error)
        : this(_ => new ControlResponse { Error = error })
    {
    }

    public override ControlResponse TryAnswer(Instant now, bool late) => answer(now);
}
