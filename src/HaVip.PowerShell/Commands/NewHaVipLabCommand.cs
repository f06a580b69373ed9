using System.Management.Automation;
using HaVip.PowerShell.Labs;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary><c>New-HaVipLab</c>: nodes, a bridge and a client in network namespaces of this machine.</summary>
[Cmdlet(VerbsCommon.New, "HaVipLab", SupportsShouldProcess = true)]
[OutputType(typeof(Lab))]
public sealed class NewHaVipLabCommand : HaVipCmdlet
{
    [Parameter(Position = 0)]
    [ValidatePattern(LabPlan.NamePattern)]
    public string Name { get; set; } = "havip";

    [Parameter]
    [ValidateRange(1, LabPlan.MaximumNodes)]
    public int NodeCount { get; set; } = 2;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RootPath { get; set; }

    private protected override void End()
    {
        var plan = new LabPlan(Name, NodeCount, RootPath is null ? null : FullPath(RootPath));
        var taken = plan.Namespaces.Where(NetworkNamespaceName.Exists).ToList();
        if (taken.Count > 0) throw Taken(taken);
        if (!ShouldProcess($"network namespaces {string.Join(", ", plan.Namespaces)}", "Create")) return;
        var lab = plan.ToLab();
        WriteVerbose($"Building lab {Name}: {NodeCount} nodes, a bridge and a client.");
        new LabBuilder(Cancellation).Build(lab);
        LabRegister.Add(plan);
        WriteObject(lab);
    }

    private HaVipException Taken(IReadOnlyList<string> names) => new(
        "LabExists",
        ErrorCategory.ResourceExists,
        $"There are network namespaces of that name already: {string.Join(", ", names)}.",
        $"Remove them with: Remove-HaVipLab {Name}; or choose another -Name.",
        Name);
}
