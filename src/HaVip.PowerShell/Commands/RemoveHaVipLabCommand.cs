using System.Management.Automation;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Labs;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Remove-HaVipLab</c>: ends a lab's runners and removes its namespaces and its nodes' files.</summary>
[Cmdlet(VerbsCommon.Remove, "HaVipLab", SupportsShouldProcess = true, DefaultParameterSetName = NameSet)]
public sealed class RemoveHaVipLabCommand : HaVipCmdlet
{
    private const string NameSet = "Name";
    private const string InputSet = "InputObject";

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabNameCompleter))]
    public string[] Name { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [ValidateNotNull]
    public Lab? InputObject { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process()
    {
        foreach (var name in InputObject is null ? Name : [InputObject.Name]) Attempt(() => Remove(name));
    }

    private void Remove(string name)
    {
        var plan = LabRegister.Read().FirstOrDefault(plan => plan.Name == name) ?? throw LabErrors.NotFound(name);
        var demolition = new LabDemolition(plan, Pause);
        var processes = demolition.Processes();
        var foreign = processes.Where(process => !process.IsRunner).ToList();
        if (foreign.Count > 0 && !Force) throw LabErrors.Busy(name, foreign);
        if (!ShouldProcess(Describe(plan, demolition, processes), "Remove")) return;
        WriteVerbose($"Removing lab {name}.");
        demolition.EndProcesses(processes);
        demolition.Remove();
    }

    private static string Describe(LabPlan plan, LabDemolition demolition, IReadOnlyList<LabProcess> processes)
    {
        var what = $"network namespaces {string.Join(", ", plan.Namespaces)}";
        if (processes.Count > 0) what += $"; processes {string.Join(", ", processes)}";
        var folders = demolition.Folders();
        return folders.Count > 0 ? $"{what}; folders {string.Join(", ", folders)}" : what;
    }
}
