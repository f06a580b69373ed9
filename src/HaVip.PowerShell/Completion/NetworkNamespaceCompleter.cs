using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Completion;

/// <summary>Names of <c>ip netns list</c>.</summary>
public sealed class NetworkNamespaceCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        if (!Directory.Exists(NetworkNamespaceName.Folder)) return [];
        var names = Directory.EnumerateFiles(NetworkNamespaceName.Folder).Select(path => Path.GetFileName(path));
        return CompletionWords.Match(names, wordToComplete);
    }
}
