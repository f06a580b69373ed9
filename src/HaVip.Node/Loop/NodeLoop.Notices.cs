using HaVip.Core.Values;
using HaVip.Node.Time;

namespace HaVip.Node.Loop;

/// <summary>The last news of a runner that ends.</summary>
internal sealed partial class NodeLoop
{
    /// <summary>Nothing is owned any more, so nobody but who ends the runner is kept waiting.</summary>
    private static readonly Duration LongestLastNews = Duration.FromSeconds(10);

    private Instant _lastNews = Instant.Never;
    private bool _atOnce;

    /// <summary>True where everybody has been told, or was given long enough.</summary>
    private bool LastNewsIsTold()
    {
        if (_atOnce || parts.Notices.IsIdle) return true;
        var now = MonotonicClock.Now;
        if (_lastNews == Instant.Never)
        {
            _lastNews = now + LongestLastNews;
            parts.Notices.Finish();
        }

        return _lastNews <= now;
    }
}
