using System.Management.Automation;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Suspend-HaVipNode</c>: no instance of the node becomes Master until the node is resumed.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "HaVipNode", DefaultParameterSetName = NodeSet, SupportsShouldProcess = true)]
[OutputType(typeof(FailoverResult))]
public sealed class SuspendHaVipNodeCommand : HandoverCmdlet
{
    [Parameter]
    public SwitchParameter Drain { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override NodeTarget Reach(NodeTarget target) => target with { Names = null };

    private protected override string Describe(InstanceState state) => (state.State, Drain.IsPresent) switch
    {
        (VrrpState.Master, true) => "Hand mastership over to another node and stay out until resumed",
        (VrrpState.Master, false) => "Stay Master until another node is, and stay out then until resumed",
        _ => "Stay out until resumed",
    };

    private protected override ControlRequest Request(IReadOnlyList<string> names) => new()
    {
        Command = ControlCommand.Suspend,
        Instances = names,
        Drain = Drain,
        Force = Force,
        TimeoutMicroseconds = UnixTime.ToMicroseconds(Timeout),
    };
}
