using System.Management.Automation;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Resume-HaVipNode</c>: lets a suspended node take part again.</summary>
[Cmdlet(VerbsLifecycle.Resume, "HaVipNode", DefaultParameterSetName = NodeSet, SupportsShouldProcess = true)]
[OutputType(typeof(FailoverResult))]
public sealed class ResumeHaVipNodeCommand : HandoverCmdlet
{
    [Parameter]
    public FailbackMode Failback { get; set; } = FailbackMode.Policy;

    private protected override NodeTarget Reach(NodeTarget target) => target with { Names = null };

    private protected override string Describe(InstanceState state) => Failback switch
    {
        FailbackMode.Immediate => "Take part again, and take mastership over now from a worse Master",
        FailbackMode.NoFailback => "Take part again, and stay Backup while the Master lives",
        _ => "Take part again, as priorities and preempt say",
    };

    private protected override ControlRequest Request(IReadOnlyList<string> names) => new()
    {
        Command = ControlCommand.Resume,
        Instances = names,
        FailbackMode = Failback,
        TimeoutMicroseconds = UnixTime.ToMicroseconds(Timeout),
    };
}
