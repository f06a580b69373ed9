using System.Management.Automation;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Labs;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Get-HaVipLab</c>: the labs of this machine.</summary>
[Cmdlet(VerbsCommon.Get, "HaVipLab")]
[OutputType(typeof(Lab))]
public sealed class GetHaVipLabCommand : HaVipCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LabNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    private protected override void Process()
    {
        var labs = LabRegister.Read().ToList();
        foreach (var name in Name) Write(name, labs);
    }

    private void Write(string name, IReadOnlyList<LabPlan> labs)
    {
        var pattern = WildcardPattern.Get(name, WildcardOptions.None);
        var matches = labs.Where(plan => pattern.IsMatch(plan.Name)).ToList();
        if (matches.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) Report(LabErrors.NotFound(name));
        foreach (var plan in matches) WriteObject(plan.ToLab());
    }
}
