using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace HaVip.PowerShell.Completion;

/// <summary>The nodes a command line names: namespaces, and the computers of its sessions.</summary>
public sealed class TargetNodeCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var computers = LanguagePrimitives.GetEnumerable(fakeBoundParameters["Session"]) ?? new[] { fakeBoundParameters["Session"] };
        var names = computers.Cast<object?>()
            .Select(one => (one is PSObject wrapped ? wrapped.BaseObject : one) as PSSession)
            .Select(session => session?.ComputerName).OfType<string>()
            .Concat(CompletionWords.Nodes(fakeBoundParameters).Select(node => node.NetworkNamespace).OfType<string>());
        return CompletionWords.Match(names.Distinct(), wordToComplete);
    }
}
