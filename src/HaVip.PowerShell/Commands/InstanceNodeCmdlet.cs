using System.Management.Automation;
using HaVip.PowerShell.Completion;

namespace HaVip.PowerShell.Commands;

/// <summary>A cmdlet that looks at instances and may name them by wildcards.</summary>
public abstract class InstanceNodeCmdlet : SessionCmdlet
{
    internal InstanceNodeCmdlet()
    {
    }

    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[]? Name { get; set; }

    private protected override string[]? InstanceNames => Name;
}
