using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Control;
using HaVip.Node.Loop;
using HaVip.Node.Time;

namespace HaVip.Node.Succession;

/// <summary>
/// Replaces the program of this process while it owns what it owns: the new one is tried first, then the loop goes on to a
/// moment at which nothing is half done and no advertisement is due soon, and only then does the process change. Whatever
/// goes wrong before that leaves the runner as it is.
/// </summary>
internal sealed class Replacement(NodeParts parts, Bequest bequest)
{
    /// <summary>How often a trial on another thread is looked at.</summary>
    private static readonly Duration Rhythm = Duration.FromMilliseconds(5);

    /// <summary>A pause as long as this harms nobody, and none is waited for longer than that.</summary>
    private static readonly Duration CalmPause = Duration.FromMilliseconds(100);
    private static readonly Duration LongestWaitForCalm = Duration.FromSeconds(1);

    private string _program = "";
    private ReplaceReply? _reply;
    private SuccessorTrial? _trial;
    private Instant _tried = Instant.Never;

    /// <summary>When <see cref="Advance"/> is to be called at the latest; Never while nobody asked.</summary>
    public Instant NextDeadline { get; private set; } = Instant.Never;

    public PendingReply Begin(ControlRequest request, Instant now)
    {
        if (_reply is not null) return new ReadyReply(Refusal("Another replacement is under way.", "Wait for it to end."));
        if (request.Runner is not { } program || !Path.IsPathRooted(program))
            return new ReadyReply(Refusal("The path of the new runner is missing or not absolute.", "Name its whole path."));
        var file = parts.Store.Read();
        if (!file.IsUsable)
        {
            foreach (var finding in file.Diagnostics)
                parts.Events.Add(EventKind.ReplacementRefused, null, finding.ToString());
            return Refused(new ControlResponse { Error = file.Refusal, Diagnostics = file.Diagnostics });
        }

        if (parts.Engine.IsHandingOver) return Refused(Refusal("A hand-over is under way.", "Wait for it to end."));
        (_program, _tried) = (program, Instant.Never);
        _trial = SuccessorTrial.Begin(program, bequest.ConfigurationPath, bequest.Write(now));
        NextDeadline = now + Rhythm;
        return _reply = new ReplaceReply(now + request.Timeout());
    }

    /// <summary>Called at the end of a turn, when all that the engine asked for is done. May not return.</summary>
    public void Advance(Instant now)
    {
        if (_reply is null) return;
        if (_reply.IsOver)
        {
            Forget();
            return;
        }

        NextDeadline = now + Rhythm;
        if (_trial?.Verdict is not { } verdict) return;
        if (verdict.Objection is { } objection)
        {
            Give(Refusal(objection, verdict.Advice));
            return;
        }

        if (_tried == Instant.Never) _tried = now;
        if (Obstacle(now) is { } obstacle) _reply.Waiting = obstacle;
        else Change();
    }

    /// <summary>What is still to be waited for; null where the moment has come.</summary>
    private string? Obstacle(Instant now)
    {
        var patient = now - _tried < LongestWaitForCalm;
        if (parts.Dispatcher.IsEnding) return "it is shutting down";
        if (parts.Signals.IsPending) return "a signal is to be handled";
        if (parts.Engine.IsHandingOver) return "a hand-over is under way";
        if (parts.Leases.IsRetiring || parts.Passing.NextDeadline != Instant.Never)
            return "connections of a hand-over are ending";
        if (patient && (!parts.Notices.IsIdle || parts.Checks.IsRunning)) return "a command is running";
        if (!parts.Holds.IsSettled) return "a hold is being written to disk";
        if (!parts.Server.IsSettled(patient)) return "a client of the control socket is being answered";
        if (patient && !parts.Log.IsIdle) return "the log is being written";
        return patient && !IsCalm() ? "advertisements are due" : null;
    }

    /// <summary>Just after the advertisement of whoever speaks most often, so that its peers notice nothing.</summary>
    private bool IsCalm()
    {
        var pause = CalmPause;
        foreach (var router in parts.Engine.Routers)
        {
            if (router.State == VrrpState.Master) pause = Duration.Min(pause, router.AdvertisementInterval * 3 / 4);
        }

        return parts.Engine.NextDeadline - MonotonicClock.Now >= pause;
    }

    private void Change()
    {
        parts.Server.CloseUnsettled();
        parts.Events.Add(EventKind.RunnerReplacing, null, $"this process goes on as {_program}");
        try
        {
            bequest.Execute(_program, MonotonicClock.Now);
        }
        catch (LinuxException error)
        {
            Give(Refusal(error.Message, "It goes on as it was."));
        }
    }

    private ReadyReply Refused(ControlError error) => Refused(new ControlResponse { Error = error });

    private ReadyReply Refused(ControlResponse response)
    {
        parts.Events.Add(EventKind.ReplacementRefused, null, $"{response.Error!.Message} It goes on as it was.");
        return new ReadyReply(_ => response);
    }

    private void Give(ControlError error)
    {
        parts.Events.Add(EventKind.ReplacementRefused, null, $"{error.Message} It goes on as it was.");
        _reply!.Refuse(new ControlResponse { Error = error });
        Forget();
    }

    private void Forget() => (_reply, _trial, NextDeadline) = (null, null, Instant.Never);

    private static ControlError Refusal(string message, string advice) =>
        new(ControlError.ReplacementRefused, message, advice);
}
