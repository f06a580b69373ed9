using System.Management.Automation;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Get-HaVipStatistic</c>: what the instances of one or several nodes have counted, and with -Reset from zero again.
/// </summary>
[Cmdlet(VerbsCommon.Get, "HaVipStatistic", DefaultParameterSetName = NodeSet, SupportsShouldProcess = true)]
[OutputType(typeof(InstanceStatistic))]
public sealed class GetHaVipStatisticCommand : InstanceNodeCmdlet
{
    [Parameter]
    public SwitchParameter Reset { get; set; }

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        foreach (var target in targets) Attempt(() => Execute(target));
    }

    private protected override bool ShouldRun(NodeTarget target) =>
        !Reset || ShouldProcess(target.Describe(), "Reset the counters");

    private void Execute(NodeTarget target)
    {
        WriteVerbose($"Asking {target.Location} what it has counted.");
        using var client = ControlClient.TryConnect(target.Location.ControlSocket, Cancellation)
            ?? throw ControlErrors.NotRunning(target.Location);
        StatisticReader.CheckVersion(target.Location, client, Cancellation);
        var states = StateReader.Read(target.Location, client, Cancellation);
        var names = InstanceSelection.Select(states, target, Report).ConvertAll(state => state.Name);
        if (names.Count == 0) return;
        var reset = Reset && ShouldProcess(new NodeTarget(target.Location, names).Describe(), "Reset the counters");
        if (Reset && !reset) return;
        var counted = StatisticReader.Read(target.Location, client, names, reset, Cancellation);
        WriteObject(counted, enumerateCollection: true);
    }
}
