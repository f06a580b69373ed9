using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Rule 9: an owner that is dead or hangs has lost the addresses by the end of its lease, not before a Backup that heard
/// it has them; and one that wakes up too late does not go on. README.md has the bounds.
/// </summary>
internal sealed class LeaseChecker(Cluster cluster)
{
    private readonly List<(Member Owner, Member Backup, Instant By)> _awaited = [];

    public void CheckAll()
    {
        foreach (var host in cluster.Hosts)
        {
            if (host.IsRunning || host.Options.Lease.IsOff) continue;
            foreach (var member in host.Members) CheckGhost(member);
        }

        _awaited.RemoveAll(IsSettled);
    }

    /// <summary>The kernel takes the addresses of an owner that did not renew them.</summary>
    public void OnEnded(Member owner)
    {
        if (owner.Host.IsRunning || !owner.Host.Status.IsUp) return;
        foreach (var backup in cluster.Members(owner.Group))
        {
            if (backup != owner && HeardItsLastWord(backup, owner))
                _awaited.Add((owner, backup, cluster.Now + Slack(owner, backup)));
        }
    }

    /// <summary>Peers have lost patience: what the process was before is over.</summary>
    public void OnResumed(SimulatedHost host, bool[] tooLate)
    {
        foreach (var member in host.Members)
        {
            if (!tooLate[member.Group] || member.State != VrrpState.Master || member.StateSince >= host.StoppedAt) continue;
            Fail("Resurrected", member, $"goes on as Master after {cluster.Now - host.StoppedAt} of standing still");
        }
    }

    private void CheckGhost(Member member)
    {
        if (!member.Owns) return;
        var longest = Duration.Max(Duration.FromSeconds(2), Times.LongestMasterDown(cluster) + Duration.FromSeconds(1));
        var bound = Times.Slowed(cluster, longest) + SimulatedHost.KernelLateness + Times.HostSlack(member.Host);
        var lasts = cluster.Now - member.Host.StoppedAt;
        if (lasts > bound) Fail("GhostOwner", member, $"has addresses {lasts} after its process ceased to run, bound {bound}");
    }

    private bool IsSettled((Member Owner, Member Backup, Instant By) awaited)
    {
        var (owner, backup, by) = awaited;
        if (owner.Host.IsRunning || !backup.Host.IsRunning || backup.State != VrrpState.Backup) return true;
        if (HeardAnotherSince(backup, owner)) return true;
        if (backup.Shadow.OtherLives(backup.Configuration, backup.Host.Local)) return true;
        if (!Parts.HearEachOther(cluster, owner, backup) || backup.StateSince > owner.AdvertisedAt) return true;
        if (Parts.QuietSince(cluster, owner, backup) >= owner.AdvertisedAt) return true;
        if (cluster.Now <= by) return false;
        Fail("LeaseTooShort", owner, $"lost its addresses {cluster.Now - by} and more before {backup} could have them");
        return true;
    }

    /// <summary>It has been Backup since before, and nothing came between the two.</summary>
    private bool HeardItsLastWord(Member backup, Member owner)
    {
        var said = owner.AdvertisedAt;
        return backup.Host.IsRunning && backup.State == VrrpState.Backup && backup.StateSince < said
            && backup.Host.RunningSince < said && backup.Host.LastListening < said && !backup.Host.OnlyListens
            && !HeardAnotherSince(backup, owner) && owner.Ledger.Owed == 0 && owner.StateSince < said
            && Parts.HearEachOther(cluster, owner, backup) && Parts.QuietSince(cluster, owner, backup) < said;
    }

    /// <summary>What it hears later than the owner's last word can come is another Master's, and is waited for anew.</summary>
    private bool HeardAnotherSince(Member backup, Member owner) =>
        backup.HeardAt > owner.AdvertisedAt + cluster.Network.Options.LongestDelay;

    /// <summary>The two clocks and the kernel's, and what a takeover takes beside the timer.</summary>
    private Duration Slack(Member owner, Member backup)
    {
        var length = Times.LongestMasterDown(cluster);
        return (Times.Slowed(cluster, length) - length) * 2 + (cluster.Network.Options.LongestDelay * 2)
            + Times.HostSlack(owner.Host) + Times.HostSlack(backup.Host);
    }

    private void Fail(string rule, Member member, string text) =>
        throw new ViolationException(rule, cluster.Now, $"{member}: {text}");
}
