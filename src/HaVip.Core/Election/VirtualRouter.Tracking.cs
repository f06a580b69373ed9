using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Succession;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>
/// The health of the node: what is tracked adds to the priority or takes off, and with weight 0 puts into Fault. A Master
/// hands over before that, since it lives.
/// </summary>
public sealed partial class VirtualRouter
{
    private TrackedItem[] _tracked = [];
    private TrackSettings[] _trackSettings = [];
    private int _contributions;
    private bool _promotionIsDue;

    /// <summary>What is tracked, in the order of the configuration: the group's behind the instance's own.</summary>
    public IReadOnlyList<TrackedItem> Tracked => _tracked;

    /// <summary>The tracked thing that keeps this instance in Fault; null where none does.</summary>
    public TrackedItem? Unfit => Array.Find(_tracked, item => item.IsFault);

    /// <summary>Something tracked has not been seen yet, so this instance does not become Master.</summary>
    public bool AwaitsResults => Array.Exists(_tracked, item => item.Health == Health.Pending);

    /// <summary>It would be Master now but for what has not been seen yet.</summary>
    public bool WaitsForResults => State == VrrpState.Backup && _promotionIsDue && AwaitsResults;

    private bool IsFit => IsFitItself && Group?.Unfit(this) is null;

    /// <summary>Takes over what is tracked; what is known already of the same things goes on counting.</summary>
    internal void Track(TrackSettings[] settings, Instant now, ActionList actions)
    {
        if (settings.SequenceEqual(_trackSettings)) return;
        _trackSettings = settings;
        var before = _tracked;
        var items = settings.SelectMany(track => track.Interfaces.Select(tracked => new TrackedItem(tracked))
            .Concat(track.Checks.Select(tracked => new TrackedItem(tracked)))).ToArray();
        foreach (var item in items)
        {
            var known = Array.Find(before, other => other.Kind == item.Kind && other.Name == item.Name);
            if (known is not null) item.TakeOver(known, now);
        }

        _tracked = items;
        Reckon(now, actions);
    }

    /// <summary>Something that may be tracked has been seen.</summary>
    internal void Seen(TrackedKind kind, string name, Health health, int? number, Instant now, ActionList actions)
    {
        var changed = false;
        foreach (var item in _tracked)
        {
            if (item.Kind == kind && item.Name == name) changed |= item.See(health, number, now);
        }

        if (changed) Reckon(now, actions);
        else SetTrackTimer();
    }

    private void OnTrackDelay(Instant now, ActionList actions)
    {
        var changed = false;
        foreach (var item in _tracked) changed |= item.Advance(now);
        if (changed) Reckon(now, actions);
        else SetTrackTimer();
    }

    private void SetTrackTimer()
    {
        var next = Instant.Never;
        foreach (var item in _tracked) next = Instant.Min(next, item.Deadline);
        _timers[TimerKind.TrackDelay] = next;
    }

    /// <summary>The same thing may be tracked twice, by the instance and by its group: they come in the same order.</summary>
    private void RecallTracked(IReadOnlyList<TrackedMemory> memory)
    {
        var left = memory.ToList();
        foreach (var item in _tracked)
        {
            var place = left.FindIndex(known => known.Kind == item.Kind && known.Name == item.Name);
            if (place < 0) continue;
            item.Recall(left[place]);
            left.RemoveAt(place);
        }

        _contributions = _tracked.Sum(item => item.Contribution);
    }

    private void Reckon(Instant now, ActionList actions)
    {
        SetTrackTimer();
        var (priority, down) = (Priority, MasterDownInterval);
        var sum = 0;
        foreach (var item in _tracked) sum += item.Contribution;
        _contributions = sum;
        if (Priority != priority) FollowPriority(priority, down, now, actions);
        FollowHealth(now, actions);
        if (_promotionIsDue && !AwaitsResults && State == VrrpState.Backup) OnMasterDownTimer(now, actions);
    }

    /// <summary>A Master says it at once; a Backup waits as much shorter or longer as the new skew time is.</summary>
    private void FollowPriority(byte before, Duration down, Instant now, ActionList actions)
    {
        if (State == VrrpState.Stopped) return;
        actions.Add(new EngineAction
        {
            Kind = ActionKind.Report,
            Router = this,
            Event = EventKind.PriorityChanged,
            Priority = Priority,
            PeerPriority = before,
        });
        if (State == VrrpState.Master && _handover is null) Advertise(now, actions);
        var due = _timers[TimerKind.MasterDown];
        if (State != VrrpState.Backup || due == Instant.Never || _masterSaidGoodbye) return;
        due += MasterDownInterval - down;
        WaitForMaster(due < now ? now : due, now);
    }

    private void FollowHealth(Instant now, ActionList actions)
    {
        if (State == VrrpState.Fault && IsFit) Enter(TransitionReason.HealthRestored, now, actions);
        if (State == VrrpState.Master && IsFit) StayAfterAll(now, actions);
        if (State is VrrpState.Stopped or VrrpState.Fault || IsFit || !CanRun) return;
        if (State != VrrpState.Master) BecomeFault(now, actions);
        else if (_handover is null)
            Begin(new Handover { Started = now, Purpose = HandoverPurpose.Fault, Force = true }, now, actions);
    }

    /// <summary>What failed is well again before anybody took over.</summary>
    private void StayAfterAll(Instant now, ActionList actions)
    {
        if (_handover is not { Purpose: HandoverPurpose.Fault, Taken: false }) return;
        EndHandover(HandoverRefusal.Interrupted, now, actions);
        ResumeMaster(taken: false, now, actions);
    }

    /// <summary>The priority that a base amounts to with what is tracked; the address owner's is 255 whatever happens.</summary>
    private byte WithHealth(byte priority) => Configuration.AddressOwner
        ? priority
        : (byte)Math.Clamp(priority + _contributions, ConfigurationLimits.MinimumPriority, ConfigurationLimits.MaximumPriority);
}
