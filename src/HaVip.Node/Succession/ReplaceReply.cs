using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Node.Control;

namespace HaVip.Node.Succession;

/// <summary>
/// The answer to a request for a successor. This runner only ever answers that there is none; what else there is to say
/// comes from the successor.
/// </summary>
internal sealed class ReplaceReply(Instant deadline) : PendingReply(deadline)
{
    private ControlResponse? _refusal;

    /// <summary>The client has an answer.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What it still waits for, for the client whose time is over.</summary>
    public string Waiting { get; set; } = "the new runner is being tried";

    public void Refuse(ControlResponse refusal) => _refusal = refusal;

    public override ControlResponse? TryAnswer(Instant now, bool late)
    {
        if (_refusal is null && !late) return null;
        IsOver = true;
        return _refusal ?? new ControlResponse
        {
            Error = new ControlError(
                ControlError.ReplacementRefused,
                $"The runner was not replaced in time: {Waiting}.",
                "It goes on as it was; try again with a longer -Timeout."),
        };
    }
}
