using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>
/// What a silent Master's silence means. Shortly before this Backup takes over it asks for the addresses: an answer says that
/// the Master lives and cannot be heard, or that its daemon alone has died. The takeover waits for none.
/// </summary>
public sealed partial class VirtualRouter
{
    /// <summary>Whether the addresses were asked for before the present state was entered after silence.</summary>
    public bool ReasonAsked { get; private set; }

    /// <summary>Who answered then; the default value where nobody did.</summary>
    public NeighborClaim ReasonAnswer { get; private set; }

    /// <summary>Time enough for an answer on any LAN, and never in the way of a Master that advertises.</summary>
    private Duration AskBefore => Duration.Min(MasterInterval, Duration.FromMilliseconds(500));

    private void WaitForMaster(Instant deadline, Instant now)
    {
        _timers[TimerKind.MasterDown] = deadline;
        _detection.Gone = false;
        _rivals.AskedForMaster = false;
        var ask = deadline + new Duration(-AskBefore.Microseconds);
        var asks = Configuration.SplitBrainProbe.IsOn && ask > now;
        _timers[TimerKind.ProbeAddresses] = asks ? ask : Instant.Never;
    }

    /// <summary>Nobody is asked for: a goodbye explains the silence that follows.</summary>
    private void WaitWithoutAsking(Instant deadline)
    {
        _timers[TimerKind.MasterDown] = deadline;
        _detection.Gone = false;
        _rivals.AskedForMaster = false;
        _timers.Cancel(TimerKind.ProbeAddresses);
    }

    private void AskForMaster(ActionList actions)
    {
        if (AddressCount == 0) return;
        _rivals.AskedForMaster = true;
        _rivals.Answer = default;
        Ask(0, Math.Min(AddressCount, AddressesPerProbe), actions);
    }

    private Cause Silence(Duration silence) => new(_master, _masterPriority, silence)
    {
        Asked = _rivals.AskedForMaster,
        Answer = _rivals.AskedForMaster ? _rivals.Answer : default,
    };
}
