using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Simulation.Checkers;
using HaVip.Simulation.Options;

namespace HaVip.Simulation.Hosts;

/// <summary>What operators ask of a running process.</summary>
internal sealed partial class SimulatedHost
{
    public HandoverRefusal Give(Member member, Duration? hold, bool force) =>
        HandOver(
            member, HandoverCommand.Give, force, () => _engine!.Give(member.Router!, hold, force, Local, _actions));

    public HandoverRefusal Take(Member member, Duration? hold) =>
        HandOver(member, HandoverCommand.Take, false, () => _engine!.Take(member.Router!, hold, Local, _actions));

    public HandoverRefusal Failback(Member member) =>
        HandOver(member, HandoverCommand.Failback, false, () => _engine!.Failback(member.Router!, Local, _actions));

    public void Start(Member member) =>
        Command(member, "start", true, () => _engine!.Start(member.Router!, Local, _actions));

    public void Stop(Member member) =>
        Command(member, "stop", false, () => _engine!.Stop(member.Router!, Local, _actions));

    public void StopNow(Member member) =>
        Command(member, "stop now", false, () => _engine!.StopNow(member.Router!, Local, _actions));

    /// <summary>Applies one instance's new settings, or the same again.</summary>
    public void Reload(Member member, InstanceConfiguration next)
    {
        var same = ConfigurationDiff.AreEqual(member.Configuration, next);
        _cluster.Checkers.NoteInterval(next.AdvertisementInterval);
        if (IsDead)
        {
            member.Configure(next, _cluster.Now);
            return;
        }

        if (IsPaused) return;
        TellTime();
        _cluster.Tell(Index, $"reload {OptionText.Describe(next)}");
        if (!same) member.Configure(next, _cluster.Now);
        var watch = _cluster.Checkers.BeforeReload(member, same);
        _engine!.Apply(Configuration(), Local, _actions);
        BindRouters();
        _cluster.Checkers.AfterReload(member, watch, _actions);
        Execute();
        Settle();
    }

    private void Command(Member member, string what, bool wanted, Action call)
    {
        member.Wanted = wanted;
        if (!IsRunning) return;
        TellTime();
        _cluster.Tell(Index, $"{what} {member.Name}");
        call();
        Execute();
        Settle();
    }

    private HandoverRefusal HandOver(Member member, HandoverCommand command, bool force, Func<HandoverRefusal> call)
    {
        if (!IsRunning) return HandoverRefusal.Interrupted;
        TellTime();
        var before = _cluster.Checkers.BeforeHandover(member);
        var refusal = call();
        if (_cluster.Trace is not null) _cluster.Tell(Index, $"{command} {member.Name}: {refusal}");
        _cluster.Checkers.AfterHandover(member, command, force, refusal, before, _actions);
        Execute();
        Settle();
        return refusal;
    }
}
