using System.Management.Automation;
using HaVip.Core.Control;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Get-HaVipEvent</c>: what recently happened on one or several nodes, oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "HaVipEvent", DefaultParameterSetName = NodeSet)]
[OutputType(typeof(NodeEvent))]
public sealed class GetHaVipEventCommand : EventCmdlet
{
    private readonly List<NodeEvent> _events = [];

    [Parameter]
    public DateTimeOffset? Since { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    private protected override void Dispatch(IReadOnlyList<NodeTarget> targets)
    {
        base.Dispatch(targets);
        var ordered = _events.OrderBy(e => e.Time).ToList();
        WriteObject(Last is { } last ? ordered.TakeLast(last) : ordered, enumerateCollection: true);
    }

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        foreach (var target in targets) Attempt(() => _events.AddRange(Read(target)));
    }

    private protected override void ExecuteRemote(IReadOnlyList<NodeTarget> targets) =>
        _events.AddRange(Fanout.Collect<NodeEvent>(targets.Select(Command)));

    private IEnumerable<NodeEvent> Read(NodeTarget target)
    {
        WriteVerbose($"Asking {target.Location} for its events.");
        using var client = ControlClient.TryConnect(target.Location.ControlSocket, Cancellation)
            ?? throw ControlErrors.NotRunning(target.Location);
        var feed = new EventFeed(target.Location, client, Cancellation);
        return [.. feed.Next(TimeSpan.Zero).Where(e => (Since is null || e.Time >= Since) && IsWanted(e, target.Names))];
    }
}
