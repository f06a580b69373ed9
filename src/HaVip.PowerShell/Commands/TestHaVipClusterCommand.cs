using System.Management.Automation;
using HaVip.PowerShell.Checks;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Test-HaVipCluster</c>: whether the nodes of each virtual router agree, and hear each other.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HaVipCluster", DefaultParameterSetName = NodeSet)]
[OutputType(typeof(CheckResult))]
public sealed class TestHaVipClusterCommand : CheckCmdlet
{
    private const string ListSet = "List";
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(1);

    [Parameter(Mandatory = true, ParameterSetName = ListSet)]
    public SwitchParameter List { get; set; }

    /// <summary>Nodes of this machine and of others are compared with each other.</summary>
    private protected override void Dispatch(IReadOnlyList<NodeTarget> targets) => Execute(targets);

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        var checks = ClusterChecks.All.Where(check => IsWanted(check.Name)).ToList();
        if (ParameterSetName == ListSet)
        {
            foreach (var check in checks)
                WriteObject(new CheckDescription { Name = check.Name, Description = check.Description });
            return;
        }

        TimeSpan? duration = checks.Any(check => check.Name == ClusterChecks.ExchangeName) ? Duration ?? DefaultDuration : null;
        foreach (var members in new ClusterReader(this, Fanout).Read(targets, duration))
        {
            foreach (var check in checks)
            {
                WriteVerbose($"{check.Name}: {check.Description}");
                foreach (var verdict in check.Judge(members)) Write(members, check, verdict);
            }
        }
    }

    private void Write(IReadOnlyList<ClusterMember> members, ClusterCheck check, Verdict verdict) => WriteObject(new CheckResult
    {
        Node = string.Join(", ", members.Select(member => member.Node)),
        Name = check.Name,
        Instance = members[0].Settings.Name,
        Status = verdict.Status,
        Detail = verdict.Detail,
        Recommendation = verdict.Recommendation,
    });
}
