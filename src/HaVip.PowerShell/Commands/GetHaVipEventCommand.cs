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
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        var events = new List<NodeEvent>();
        foreach (var target in targets) Attempt(() => events.AddRange(Read(target)));
        var ordered = events.OrderBy(e => e.Time).ToList();
        WriteObject(Last is { } last ? ordered.TakeLast(last) : ordered, enumerateCollection: true);
    }

    private IEnumerable<NodeEvent> Read(NodeTarget target)
    {
        using var client = ControlClient.TryConnect(target.Location.ControlSocket, Cancellation)
            ?? throw ControlErrors.NotRunning(target.Location);
        var feed = new EventFeed(target.Location, client, Cancellation);
        return [.. feed.Next(TimeSpan.Zero).Where(e => (Since is null || e.Time >= Since) && IsWanted(e, target.Names))];
    }
}
