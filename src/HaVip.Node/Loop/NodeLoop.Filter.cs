using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Node.Loop;

/// <summary>The packet filter that instances with acceptMode: false need.</summary>
internal sealed partial class NodeLoop
{
    private static readonly Duration FilterRetryAfter = Duration.FromSeconds(5);

    private Instant _filterAgain = Instant.Never;
    private bool _toldUsable = true;

    private void PrepareFilter(NodeConfiguration configuration, Instant now)
    {
        parts.Reconciler.Filter.Prepare(configuration);
        FollowFilter(now);
    }

    /// <summary>Tells the engine what became of the filter; one that is refused is tried again a little later.</summary>
    private void FollowFilter(Instant now)
    {
        var usable = parts.Reconciler.Filter.IsUsable;
        if (usable) _filterAgain = Instant.Never;
        else if (_filterAgain <= now || _filterAgain == Instant.Never) _filterAgain = now + FilterRetryAfter;
        if (usable == _toldUsable) return;
        _toldUsable = usable;
        parts.Engine.FilterChanged(usable, now, parts.Actions);
        parts.Executor.Execute(parts.Actions);
    }
}
