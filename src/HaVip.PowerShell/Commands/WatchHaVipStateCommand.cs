using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Parameters;
using HaVip.PowerShell.Remoting;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Watch-HaVipState</c>: what happens on one or several nodes as it happens, or their states as a table that follows.
/// </summary>
[Cmdlet(VerbsCommon.Watch, "HaVipState", DefaultParameterSetName = NodeSet)]
[OutputType(typeof(NodeEvent))]
public sealed partial class WatchHaVipStateCommand : EventCmdlet
{
    /// <summary>The live view looks again this often, as not every change of a state is an event.</summary>
    private static readonly TimeSpan LiveRhythm = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _watch = new();
    private int _written;

    [Parameter]
    [Duration]
    [ValidateDuration("1ms", "1000h")]
    public TimeSpan? Duration { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    [Parameter]
    public SwitchParameter Live { get; set; }

    private bool IsOver => _written >= Count || (Duration is { } limit && _watch.Elapsed >= limit);

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        foreach (var target in targets) WriteVerbose($"Following {target.Describe()}.");
        _watch.Start();
        using var sink = new BlockingCollection<WatchItem>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var streams = targets.Select(target => Start(target, sink, ending.Token)).ToArray();
        var all = Task.WhenAll(streams).ContinueWith(_ => sink.CompleteAdding(), TaskScheduler.Default);
        try
        {
            if (Live) Show(targets);
            while (!IsOver && !sink.IsCompleted) Take(targets, sink);
        }
        finally
        {
            ending.Cancel();
            all.GetAwaiter().GetResult();
        }
    }

    private protected override void ExecuteRemote(IReadOnlyList<NodeTarget> targets)
    {
        if (Live) throw RemoteErrors.Here("-Live", "Watch the events without it, or repeat Get-HaVipState -Session.");
        Fanout.Stream(targets.Select(Command), (_, e) => WriteObject(e));
    }

    /// <summary>Each node has a thread that waits for it: none misses what happens while another is slow.</summary>
    private static Task Start(NodeTarget target, BlockingCollection<WatchItem> sink, CancellationToken ending) =>
        Task.Factory.StartNew(
            new EventStream(target.Location, sink, ending).Follow,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private void Take(IReadOnlyList<NodeTarget> targets, BlockingCollection<WatchItem> sink)
    {
        if (sink.TryTake(out var item, Patience(), Cancellation)) Handle(item, targets);
        if (Live && !IsOver) Show(targets);
    }

    private void Handle(WatchItem item, IReadOnlyList<NodeTarget> targets)
    {
        if (item.Error is not null) Report(item.Error);
        if (item.Event is not { } e) return;
        if (item.IsNotice) WriteWarning($"{e}.");
        var names = targets.First(target => target.Location.ControlSocket == e.ControlSocket).Names;
        if (item.IsNotice ? !IsWantedKind(e) : !IsWanted(e, names)) return;
        _written++;
        if (!Live) WriteObject(e);
    }

    private int Patience()
    {
        var limit = Live ? LiveRhythm : System.Threading.Timeout.InfiniteTimeSpan;
        if (Duration is not { } duration) return (int)limit.TotalMilliseconds;
        var left = duration - _watch.Elapsed;
        if (left < TimeSpan.Zero) left = TimeSpan.Zero;
        if (Live && left > limit) left = limit;
        return (int)Math.Min(int.MaxValue, Math.Ceiling(left.TotalMilliseconds));
    }
}
