using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Completion;

/// <summary>Names of the instances the node's configuration has.</summary>
public sealed class InstanceNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var names = CompletionWords.Nodes(fakeBoundParameters).SelectMany(NodeFile.InstanceNames).Distinct();
        return CompletionWords.Match(names, wordToComplete);
    }
}
