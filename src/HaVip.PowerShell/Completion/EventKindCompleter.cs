using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HaVip.Core.Engine;

namespace HaVip.PowerShell.Completion;

/// <summary>What kinds of event a runner reports.</summary>
public sealed class EventKindCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        CompletionWords.Match(Enum.GetNames<EventKind>(), wordToComplete);
}
