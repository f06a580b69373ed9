using System.Management.Automation;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Parameters;

namespace HaVip.PowerShell.Commands;

/// <summary>A cmdlet that runs checks, of which the user may want some.</summary>
public abstract class CheckCmdlet : SessionCmdlet
{
    internal CheckCmdlet()
    {
    }

    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckNameCompleter))]
    public string[]? Include { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckNameCompleter))]
    public string[]? Ignore { get; set; }

    [Parameter]
    [Duration]
    [ValidateDuration("100ms", "1h")]
    public TimeSpan? Duration { get; set; }

    private protected override string[]? InstanceNames => Name;

    private protected bool IsWanted(string check) =>
        (Include is null || Matches(Include, check)) && (Ignore is null || !Matches(Ignore, check));

    private static bool Matches(IEnumerable<string> patterns, string text) =>
        patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text));
}
