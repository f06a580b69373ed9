using System.Management.Automation;
using HaVip.PowerShell.Checks;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Test-HaVipNode</c>: looks at a node as an administrator would, and says what is wrong and what to do.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HaVipNode", DefaultParameterSetName = NodeSet)]
[OutputType(typeof(CheckResult))]
public sealed class TestHaVipNodeCommand : CheckCmdlet
{
    private const string ListSet = "List";

    [Parameter(Mandatory = true, ParameterSetName = ListSet)]
    public SwitchParameter List { get; set; }

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        var checks = NodeChecks.All.Where(check => IsWanted(check.Name)).ToList();
        if (ParameterSetName == ListSet)
        {
            foreach (var check in checks)
                WriteObject(new CheckDescription { Name = check.Name, Description = check.Description });
            return;
        }

        foreach (var target in targets) Attempt(() => Look(target, checks));
    }

    private void Look(NodeTarget target, List<NodeCheck> checks)
    {
        if (target.Location.NetworkNamespace is { } ns) NetworkNamespaceName.Require(ns);
        var situation = new SituationReader(this).Read(target, Duration);
        foreach (var check in checks)
        {
            WriteVerbose($"{check.Name}: {check.Description}");
            foreach (var verdict in check.Judge(situation)) Write(situation, check, verdict);
        }
    }

    private void Write(NodeSituation situation, NodeCheck check, Verdict verdict) => WriteObject(new CheckResult
    {
        Node = situation.Name,
        NetworkNamespace = situation.Node.NetworkNamespace,
        RootPath = situation.Node.RootPath,
        ControlSocket = situation.Node.ControlSocket,
        Name = check.Name,
        Instance = verdict.Instance,
        Status = verdict.Status,
        Detail = verdict.Detail,
        Recommendation = verdict.Recommendation,
    });
}
