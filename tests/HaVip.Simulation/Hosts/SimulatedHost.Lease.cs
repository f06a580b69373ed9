using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Simulation.Randomness;

namespace HaVip.Simulation.Hosts;

/// <summary>
/// Addresses are leased from the kernel, whose clock runs on while the process stands still or is dead; it drifts as the
/// host's does, and is late by up to a quarter of a second.
/// </summary>
internal sealed partial class SimulatedHost
{
    public static readonly Duration KernelLateness = Duration.FromMilliseconds(250);

    private SeededRandom? _kernel;

    /// <summary>When the process was killed or stopped; the past while it runs.</summary>
    public Instant StoppedAt { get; private set; }

    private Instant EarliestRenewal
    {
        get
        {
            var earliest = Instant.Never;
            foreach (var member in Members) earliest = Instant.Min(earliest, member.Lease.RenewBy);
            return earliest;
        }
    }

    /// <summary>At the end of each turn of the loop.</summary>
    private void RenewLeases()
    {
        foreach (var member in Members)
        {
            var lease = member.Lease;
            var router = member.Router!;
            var isDue = lease.IsDue(router.AdvertisementInterval, router.LongestMasterDownInterval, Local);
            lease.Advertised = false;
            if (isDue && member.Owns && router.State == VrrpState.Master) Grant(member, lease.Length);
        }
    }

    private void GrantAnew(Member member)
    {
        var seconds = _options.Lease.SecondsFor(member.Router!.LongestMasterDownInterval);
        Grant(member, seconds is { } known ? Duration.FromSeconds(known) : null);
    }

    private void Grant(Member member, Duration? length)
    {
        member.Lease.Renew(length, Local);
        if (length is not { } known)
        {
            member.Lease.Drop();
            return;
        }

        _kernel ??= new SeededRandom(_cluster.Options.Seed ^ 0x1EA5E ^ ((ulong)Index << 32));
        var length32 = known.Microseconds * 1_000_000 / (1_000_000 + Clock.DriftPartsPerMillion);
        member.Lease.Ends = _cluster.Now + new Duration(length32) + _kernel.Between(Duration.Zero, KernelLateness);
        PlanEnd(member);
    }

    private void PlanEnd(Member member)
    {
        if (member.Lease.IsPlanned) return;
        member.Lease.IsPlanned = true;
        _cluster.At(member.Lease.Ends, () =>
        {
            member.Lease.IsPlanned = false;
            if (member.Lease.Ends == Instant.Never || !member.Owns) return;
            if (member.Lease.Ends > _cluster.Now) PlanEnd(member);
            else Expire(member);
        });
    }

    private void Expire(Member member)
    {
        _cluster.Tell(Index, $"the kernel takes the addresses of {member.Name}");
        _cluster.Checkers.OnLeaseEnded(member);
        SetOwned(member, []);
        member.Lost = true;
        if (IsRunning) Repair();
    }

    /// <summary>A Master that lives puts back what it has lost, and tells the neighbours.</summary>
    private void Repair()
    {
        foreach (var member in Members)
        {
            if (member.Router!.State != VrrpState.Master || member.Owns || !member.Lost || !Status.Exists) continue;
            Acquire(member, member.Router);
            _engine!.AnnounceAnew(member.Router, Local, _actions);
            Execute();
        }
    }
}
