
using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Simulation.Checkers;
using HaVip.Simulation.Faults;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation;

/// <summary>
/// Rule 3: a core of nodes is healed and everything that breaks things stops; the core must come to the one right
/// Master
/// in bounded time and stay with it.
/// </summary>
internal sealed class Liveness(Cluster cluster, FaultInjector faults)
{
    /// <summary>
    /// A hold elapses, a preempt delay is waited for, a hand-over's patience and two takeovers follow: each at most a
    /// master down interval of the longest interval.
    /// </summary>
    public Duration SettleTime
    {
        get
        {
            var delay = cluster.Hosts.SelectMany(x => x.Members).Max(x => x.Configuration.PreemptDelay);
            var startup = cluster.Options.Nodes.Max(x => x.StartupDelay);
            var down = Times.LongestMasterDown(cluster);
            return Operators.LongestHold(cluster) + delay + startup + Distrust() + (down * 4) + Member.LongestTold;
        }
    }

    /// <summary>Clocks are put right by healing, and believed a while later.</summary>
    private Duration Distrust() => cluster.Hosts.SelectMany(x => x.Members).Max(member =>
        member.Configuration.Hmac is { AntiReplay: HmacAntiReplay.Time } hmac
            ? Acceptance.Distrust(cluster, hmac)
            : Duration.Zero);

    public Duration WatchTime => cluster.Checkers.LongestInterval * 20;

    public void Heal()
    {
        cluster.Tell(-1, "healing");
        foreach (var network in cluster.Networks)
            network.Options = network.Options with { LossPerMille = 0, CorruptPerMille = 0, SpikePerMille = 0 };
        faults.MendLinks();
        var core = cluster.Random.Below(cluster.Hosts.Count);
        foreach (var host in cluster.Hosts)
        {
            if (host.Index == core || cluster.Random.Chance(700)) Heal(host);
            else host.Crash();
        }
    }

    public void Check()
    {
        for (var group = 0; group < cluster.Options.GroupCount; group++) CheckGroup(group);
    }

    /// <summary>Sum of all transitions, which must not change once the cluster is at rest.</summary>
    public long Transitions() =>
        cluster.Hosts.Where(x => !x.IsDead).SelectMany(x => x.Members).Sum(x => x.Router!.Transitions);

    private static void Heal(SimulatedHost host)
    {
        host.Resume();
        host.ChangeInterface(FaultInjector.Whole(host), Duration.Zero);
        host.PutClockRight();
        foreach (var member in host.Members) host.Reload(member, host.Options.Instances[member.Group]);
        foreach (var member in host.Members) member.Wanted = true;
        host.Boot();
        foreach (var member in host.Members) host.Start(member);
    }

    private void CheckGroup(int group)
    {
        var alive = cluster.Members(group).Where(member => !member.Host.IsDead).ToArray();
        var masters = alive.Where(member => member.State == VrrpState.Master).ToArray();
        if (masters.Length != 1 || !masters[0].Owns)
            Fail($"{masters.Length} Masters after healing: {string.Join(", ", alive.Select(x => $"{x} {x.State}"))}");
        foreach (var member in alive) CheckFollows(member, masters[0]);
    }

    private void CheckFollows(Member member, Member master)
    {
        if (member == master) return;
        if (member.State != VrrpState.Backup) Fail($"{member} is {member.State}");
        if (member.Owns) Fail($"{member} has addresses beside {master}");
        if (member.Router!.MasterAddress != master.Router!.Source)
            Fail($"{member} takes {member.Router.MasterAddress} for Master");
        var preempts = member.Configuration.Preempt || member.Configuration.AddressOwner;
        if (preempts && !member.Shadow.Gave && member.Router.Priority > master.Router.Priority)
            Fail($"{member} with {member.Router.Priority} leaves {master} with {master.Router.Priority} alone");
    }

    private void Fail(string text) => throw new ViolationException("Liveness", cluster.Now, text);
}
