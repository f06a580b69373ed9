using System.Diagnostics;
using System.Management.Automation;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// A progress bar for a wait with an end: shown after half a second, and taken away when the wait is over.
/// </summary>
internal sealed class WaitReport(Cmdlet cmdlet, string activity, TimeSpan limit) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    /// <summary>How often there is something new to see.</summary>
    public static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _shown;

    public bool Expired => _watch.Elapsed >= limit;

    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>What is left of the limit, never less than nothing.</summary>
    public TimeSpan Remaining => Expired ? TimeSpan.Zero : limit - _watch.Elapsed;

    public void Show(string status)
    {
        var now = _watch.Elapsed;
        if (now < Patience || (_shown != default && now - _shown < Rhythm)) return;
        _shown = now;
        cmdlet.WriteProgress(new ProgressRecord(1, activity, status)
        {
            PercentComplete = (int)Math.Clamp(100 * now.Ticks / Math.Max(1, limit.Ticks), 0, 100),
            SecondsRemaining = (int)Math.Ceiling(Remaining.TotalSeconds),
        });
    }

    public void Dispose()
    {
        if (_shown == default) return;
        cmdlet.WriteProgress(new ProgressRecord(1, activity, "done") { RecordType = ProgressRecordType.Completed });
    }
}
