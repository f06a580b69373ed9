using System.Collections;
using System.Management.Automation;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Completion;

/// <summary>What completers have in common: the word so far, and the node the command line is about.</summary>
internal static class CompletionWords
{
    public static IEnumerable<CompletionResult> Match(IEnumerable<string> candidates, string? word)
    {
        var pattern = WildcardPattern.Get((word ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return candidates.Where(pattern.IsMatch).Order(StringComparer.Ordinal).Select(name => new CompletionResult(name));
    }

    /// <summary>The nodes named so far; the host where none is.</summary>
    public static IEnumerable<NodeLocation> Nodes(IDictionary bound)
    {
        var root = bound["RootPath"]?.ToString();
        return Strings(bound["NetworkNamespace"]) is { Count: > 0 } names
            ? names.Where(NetworkNamespaceName.IsValid).Select(name => new NodeLocation(name, root))
            : [new NodeLocation(null, root)];
    }

    private static List<string> Strings(object? value) => value switch
    {
        null => [],
        string text => [text],
        IEnumerable many => [.. many.Cast<object?>().Select(item => item?.ToString() ?? "")],
        _ => [value.ToString() ?? ""],
    };
}
