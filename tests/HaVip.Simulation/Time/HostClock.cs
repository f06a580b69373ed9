using HaVip.Core.Values;

namespace HaVip.Simulation.Time;

/// <summary>
/// One node's monotonic clock: it runs a little fast or slow and may jump forward (a suspended virtual machine), never
/// back, as CLOCK_MONOTONIC never does.
/// </summary>
internal sealed class HostClock(Instant origin, int driftPartsPerMillion)
{
    private const long Million = 1_000_000;
    private Instant _trueTime;
    private Instant _reading = origin;

    public int DriftPartsPerMillion { get; private set; } = driftPartsPerMillion;

    public Instant Read(Instant trueTime) =>
        _reading + new Duration((trueTime - _trueTime).Microseconds * (Million + DriftPartsPerMillion) / Million);

    /// <summary>The first moment at which the clock reads <paramref name="reading"/> or more.</summary>
    public Instant WhenReads(Instant reading)
    {
        if (reading == Instant.Never) return Instant.Never;
        var left = (reading - _reading).Microseconds;
        if (left <= 0) return _trueTime;
        var rate = Million + DriftPartsPerMillion;
        return _trueTime + new Duration(((left * Million) + rate - 1) / rate);
    }

    public void Jump(Instant trueTime, Duration forward) => Rebase(trueTime, forward, DriftPartsPerMillion);

    public void Drift(Instant trueTime, int partsPerMillion) => Rebase(trueTime, Duration.Zero, partsPerMillion);

    private void Rebase(Instant trueTime, Duration forward, int partsPerMillion)
    {
        _reading = Read(trueTime) + forward;
        _trueTime = trueTime;
        DriftPartsPerMillion = partsPerMillion;
    }
}
