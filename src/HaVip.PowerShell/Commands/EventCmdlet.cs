using System.Management.Automation;
using HaVip.PowerShell.Completion;

namespace HaVip.PowerShell.Commands;

/// <summary>A cmdlet that writes events, of which the user may want some.</summary>
public abstract class EventCmdlet : InstanceNodeCmdlet
{
    internal EventCmdlet()
    {
    }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EventKindCompleter))]
    public string[]? Kind { get; set; }

    private protected bool IsWantedKind(NodeEvent e) => Kind is null || Matches(Kind, e.Kind);

    /// <summary>Where instances are named, what concerns the node as a whole is not wanted.</summary>
    private protected bool IsWanted(NodeEvent e, IReadOnlyList<string>? names) =>
        (names is null || (e.Instance is { } instance && Matches(names, instance))) && IsWantedKind(e);

    private static bool Matches(IEnumerable<string> patterns, string text) =>
        patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text));
}
