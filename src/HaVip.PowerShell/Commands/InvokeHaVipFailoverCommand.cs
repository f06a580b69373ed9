using System.Management.Automation;
using HaVip.Core.Control;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Parameters;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Invoke-HaVipFailover</c>: gives mastership away on the Master, takes it over on a Backup.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "HaVipFailover", DefaultParameterSetName = NodeSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(FailoverResult))]
public sealed partial class InvokeHaVipFailoverCommand : HandoverCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter]
    [Duration]
    [ValidateDuration("1s", "8760h")]
    public TimeSpan? Hold { get; set; }

    [Parameter]
    public SwitchParameter Failback { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; } = true;

    [Parameter]
    public SwitchParameter NoWait { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string[]? InstanceNames => Name;

    private bool Waits => Wait && !NoWait;

    private protected override void Begin()
    {
        if (Failback && Hold is not null) throw Contradiction("-Failback ends a hold, so -Hold has no meaning with it.");
        if (Failback && TargetNode is not null)
            throw Contradiction("-Failback puts mastership where priorities say, so -TargetNode has no meaning with it.");
        if (NoWait && MyInvocation.BoundParameters.ContainsKey(nameof(Wait)) && Wait)
            throw Contradiction("-Wait and -NoWait contradict each other.");
    }

    private protected override string Describe(InstanceState state)
    {
        if (Failback) return "End the hold and put mastership back where priorities say";
        var hold = Hold is { } span ? $" for {span}" : " until failback";
        return state.State == Core.Election.VrrpState.Master
            ? $"Hand mastership over to another node{hold}"
            : $"Take mastership over from {state.MasterAddress ?? "the Master"}{hold}";
    }

    private protected override ControlRequest Request(IReadOnlyList<string> names) => new()
    {
        Command = ControlCommand.Failover,
        Instances = names,
        Direction = Failback ? FailoverDirection.Failback : FailoverDirection.Auto,
        HoldMicroseconds = Hold is { } hold ? UnixTime.ToMicroseconds(hold) : null,
        TimeoutMicroseconds = Waits ? UnixTime.ToMicroseconds(Timeout) : 0,
        Force = Force,
    };

    private static HaVipException Contradiction(string message) =>
        new("ParametersContradict", ErrorCategory.InvalidArgument, message, "Leave one of them out.");
}
