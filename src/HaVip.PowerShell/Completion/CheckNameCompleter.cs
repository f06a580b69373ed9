using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HaVip.PowerShell.Checks;

namespace HaVip.PowerShell.Completion;

/// <summary>Names of checks.</summary>
public sealed class CheckNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        CompletionWords.Match(Names(commandName), wordToComplete);

    private static IEnumerable<string> Names(string command) => command.EndsWith("Cluster", StringComparison.OrdinalIgnoreCase)
        ? ClusterChecks.All.Select(check => check.Name)
        : NodeChecks.All.Select(check => check.Name);
}
