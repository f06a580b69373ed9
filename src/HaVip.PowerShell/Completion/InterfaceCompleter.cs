using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Completion;

/// <summary>Interfaces of the host, or of the namespace the command line names; loopback carries no VRRP.</summary>
public sealed class InterfaceCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var names = CompletionWords.Nodes(fakeBoundParameters).SelectMany(Interfaces).Distinct();
        return CompletionWords.Match(names.Where(name => name != "lo"), wordToComplete);
    }

    private static IEnumerable<string> Interfaces(NodeLocation node)
    {
        const string Folder = "/sys/class/net";
        if (node.NetworkNamespace is not { } ns)
        {
            if (!Directory.Exists(Folder)) return [];
            return Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path));
        }

        if (!NetworkNamespaceName.Exists(ns)) return [];
        var result = ExternalCommand.Run("ip", ["-n", ns, "-o", "link", "show"]);
        // "7: eth0@if8: <BROADCAST,...": the name is the second word, up to a peer's index or the colon.
        return result.Output.Select(line => line.Split(' ')[1].TrimEnd(':').Split('@')[0]);
    }
}
