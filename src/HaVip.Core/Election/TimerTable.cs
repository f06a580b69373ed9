using System.Runtime.CompilerServices;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>One absolute deadline per timer of a virtual router.</summary>
internal sealed class TimerTable
{
    private const int TimerCount = (int)TimerKind.PathSilence + 1;

    private Deadlines _deadlines;

    public TimerTable() => CancelAll();

    public Instant this[TimerKind timer]
    {
        get => _deadlines[(int)timer];
        set => _deadlines[(int)timer] = value;
    }

    public Instant Next
    {
        get
        {
            var next = Instant.Never;
            foreach (var deadline in _deadlines) next = Instant.Min(next, deadline);
            return next;
        }
    }

    public void Cancel(TimerKind timer) => this[timer] = Instant.Never;

    public void CancelAll() => ((Span<Instant>)_deadlines).Fill(Instant.Never);

    /// <summary>True, and cancelled, where the timer's deadline has come; <paramref name="due"/> is when it was.</summary>
    public bool TryFire(TimerKind timer, Instant now, out Instant due)
    {
        due = this[timer];
        if (due > now) return false;
        Cancel(timer);
        return true;
    }

    [InlineArray(TimerCount)]
    private struct Deadlines
    {
        private Instant _first;
    }
}
