using HaVip.Core.Control;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Node.Control;

/// <summary>
/// The answer to a request, once there is one. Every reply waits for the work its request caused, if only until the
/// kernel has it.
/// </summary>
internal abstract class PendingReply(Instant deadline)
{
    /// <summary>When the client gets an answer anyway.</summary>
    public Instant Deadline { get; } = deadline;

    /// <summary>The answer; null while it is to be waited for. Never null when <paramref name="late"/>.</summary>
    public abstract ControlResponse? TryAnswer(Instant now, bool late);

    /// <summary>Hears of a hand-over that ended, when all it needed is carried out.</summary>
    public virtual void HandoverEnded(in EngineAction end, Instant now)
    {
    }
}
