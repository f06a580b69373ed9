using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HaVip.PowerShell.Labs;

namespace HaVip.PowerShell.Completion;

/// <summary>Names of the labs there are.</summary>
public sealed class LabNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        CompletionWords.Match(LabRegister.Read().Select(plan => plan.Name), wordToComplete);
}
