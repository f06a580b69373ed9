using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Node.Succession;
using HaVip.Node.Time;

namespace HaVip.Node.Loop;

/// <summary>The first turn of a runner that goes on in the process of another.</summary>
internal sealed partial class NodeLoop
{
    /// <summary>
    /// Nothing is started, acquired or announced: it is all there. What happened while the program changed lies in the
    /// sockets; what went from the kernel meanwhile is looked for once.
    /// </summary>
    private void GoOn(RunnerMemory memory)
    {
        var now = ReadClocks();
        parts.Events.Ring.Adopt(memory.Events, memory.LastSequence);
        foreach (var line in memory.UnwrittenLog) parts.Log.Write(line);
        parts.Dispatcher.Adopt(memory.EndsWithLastInstance);
        parts.Server.Adopt(memory.Connections, now);
        foreach (var router in parts.Engine.Routers)
        {
            if (router.State == VrrpState.Master) parts.Leases.Adopt(router);
        }

        FollowInterfaces(now);
        parts.Engine.FilterChanged(parts.Reconciler.Filter.IsUsable, now, parts.Actions);
        parts.Executor.Execute(parts.Actions);
        _toldUsable = parts.Reconciler.Filter.IsUsable;
        FollowFilter(now);
        parts.Interfaces.CheckSoon(now);
        parts.Checks.Configure(parts.Engine.Configuration, parts.Engine);
        parts.Notices.Configure(parts.Engine.Configuration);
        parts.Notices.Adopt(memory.Notices, parts.Engine);
        parts.Events.Add(EventKind.RunnerReplaced, null, Replaced(memory, MonotonicClock.Now - memory.Stopped));
        parts.LifeSigns.Ready(Status());
    }

    /// <summary>A file that was edited before the replacement counts now, as it would after a start; peers come first.</summary>
    private void ReadWhatChanged(Instant now)
    {
        var file = parts.Store.Read();
        if (file.IsUsable && ConfigurationDiff.Between(parts.Engine.Configuration, file.Configuration).IsEmpty) return;
        Reload(now);
    }

    private string Replaced(RunnerMemory memory, Duration pause)
    {
        var masters = parts.Engine.Routers.Count(router => router.State == VrrpState.Master);
        return $"havip-node {NodeVersion.Text} (process {Environment.ProcessId}, {Environment.ProcessPath}) goes on for "
            + $"{memory.RunnerVersion} with {Status()}, {masters} of them Master, after {pause.Milliseconds} ms";
    }
}
