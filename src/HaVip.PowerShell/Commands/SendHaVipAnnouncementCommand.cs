using System.Management.Automation;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Send-HaVipAnnouncement</c>: tells the neighbours of a Master again where its addresses are (gratuitous ARP, unsolicited
/// neighbour advertisements), for a switch or router that holds on to another place.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "HaVipAnnouncement", DefaultParameterSetName = NodeSet, SupportsShouldProcess = true)]
[OutputType(typeof(InstanceState))]
public sealed class SendHaVipAnnouncementCommand : SessionCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string[]? InstanceNames => Name;

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        foreach (var target in targets) Attempt(() => Announce(target));
    }

    private protected override bool ShouldRun(NodeTarget target) => ShouldProcess(target.Describe(), "Announce the addresses");

    private void Announce(NodeTarget target)
    {
        using var client = ControlClient.TryConnect(target.Location.ControlSocket, Cancellation)
            ?? throw ControlErrors.NotRunning(target.Location);
        var states = StateReader.Read(target.Location, client, Cancellation);
        var chosen = InstanceSelection.SelectExact(states, target, Report);
        foreach (var state in chosen.Where(state => state.State != VrrpState.Master)) TellOther(state, target);
        var masters = chosen.Where(state => state.State == VrrpState.Master).Where(ShouldAnnounce).ToList();
        if (masters.Count == 0) return;
        string[] names = [.. masters.Select(state => state.Name)];
        client.Send(new ControlRequest { Command = ControlCommand.Announce, Instances = names }, Cancellation);
        if (PassThru) WriteObject(masters, enumerateCollection: true);
    }

    private bool ShouldAnnounce(InstanceState state) => ShouldProcess(
        $"{state.Name} on {state.Node}", $"Announce {string.Join(", ", state.VirtualAddress)}");

    /// <summary>Where every instance is meant, that is no mistake.</summary>
    private void TellOther(InstanceState state, NodeTarget target)
    {
        if (target.Names is null) WriteVerbose($"{state.Name} is {state.State} and has nothing to announce.");
        else Report(NotMaster(state));
    }

    private static HaVipException NotMaster(InstanceState state) => new(
        "NotMaster",
        ErrorCategory.InvalidOperation,
        $"The instance '{state.Name}' on {state.Node} is {state.State}: only a Master has addresses to announce.",
        state.MasterAddress is { } master
            ? $"Run it on the Master, whose address is {master}."
            : "Wait until a node is Master: Wait-HaVipState -State Master",
        state.Name);
}
