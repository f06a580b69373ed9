using System.Management.Automation.Runspaces;

namespace HaVip.Shell.CommandLine;

/// <summary>
/// Turns the words behind a script's path into parameters: <c>-Name value</c>, <c>-Name:value</c>, <c>-Switch</c>,
/// <c>-Switch:$false</c>, everything else by position. Which word is a parameter's value is left to the binder, as
/// only it knows which parameters are switches.
/// </summary>
internal static class ScriptArguments
{
    public static IReadOnlyList<CommandParameter> Collect(IEnumerable<string> words)
    {
        var parameters = new List<CommandParameter>();
        string? pendingName = null;
        foreach (var word in words)
        {
            if (pendingName is not null)
            {
                parameters.Add(new CommandParameter(pendingName, ValueOf(word)));
                pendingName = null;
            }
            else if (!IsName(word))
            {
                parameters.Add(new CommandParameter(null, word));
            }
            else if (word.EndsWith(':'))
            {
                pendingName = word;
            }
            else
            {
                parameters.Add(Named(word));
            }
        }

        if (pendingName is not null)
        {
            parameters.Add(new CommandParameter(pendingName));
        }

        return parameters;
    }

    private static CommandParameter Named(string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new CommandParameter(word)
            : new CommandParameter(word[..(colon + 1)], ValueOf(word[(colon + 1)..]));
    }

    // A minus before a digit is a negative number, not a name.
    private static bool IsName(string word) => word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1])
        && word[1] != '.';

    private static object ValueOf(string text) => text.ToLowerInvariant() switch
    {
        "$true" => true,
        "$false" => false,
        _ => text,
    };
}
