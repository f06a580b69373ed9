using System.Management.Automation.Runspaces;
using System.Text;

namespace HaVip.Shell.CommandLine;

/// <summary>
/// Reads the command line as pwsh does: a switch may be shortened down to its documented shortest form,
/// the first word that is no switch is a script file, and everything behind it belongs to the script.
/// </summary>
internal sealed class CommandLineParser
{
    private readonly Queue<string> _words;
    private ShellOptions _options = new();

    private CommandLineParser(IEnumerable<string> words) => _words = new Queue<string>(words);

    /// <exception cref="CommandLineException">A switch is unknown or lacks its value.</exception>
    public static ShellOptions Parse(IEnumerable<string> words)
    {
        var parser = new CommandLineParser(words);
        while (parser._words.Count > 0 && !parser.TakeWord(parser._words.Dequeue()))
        {
        }

        return parser._options;
    }

    /// <returns>True when nothing behind this word is for the shell itself.</returns>
    private bool TakeWord(string word)
    {
        if (word is "-")
        {
            return Choose(StartAction.CommandFromInput, "");
        }

        if (word.Length < 2 || word[0] != '-')
        {
            return TakeFile(word);
        }

        var name = word.TrimStart('-').ToLowerInvariant();
        return TakeFlag(name) ? _options.Action is StartAction.Version or StartAction.Help : TakeValued(name, word);
    }

    private bool TakeFlag(string name)
    {
        ShellOptions? changed = name switch
        {
            _ when Is(name, "noprofile", 3) || Is(name, "login", 1) || Is(name, "interactive", 1) => _options,
            _ when Is(name, "nologo", 3) => _options with { NoLogo = true },
            _ when Is(name, "noexit", 3) => _options with { NoExit = true },
            _ when Is(name, "noninteractive", 4) => _options with { NonInteractive = true },
            _ when name == "sshs" || Is(name, "sshservermode", 4) => _options with { Action = StartAction.Serve },
            _ when Is(name, "version", 1) => _options with { Action = StartAction.Version },
            _ when Is(name, "help", 1) || name == "?" => _options with { Action = StartAction.Help },
            _ => null,
        };
        _options = changed ?? _options;
        return changed is not null;
    }

    private bool TakeValued(string name, string word)
    {
        switch (name)
        {
            case "executionpolicy" or "ep":
            case var _ when Is(name, "executionpolicy", 2) || Is(name, "inputformat", 2) || Is(name, "outputformat", 1):
                Value(word);
                return false;
            case "wd":
            case var _ when Is(name, "workingdirectory", 2):
                _options = _options with { WorkingDirectory = Value(word) };
                return false;
            case var _ when Is(name, "file", 1):
                return TakeFile(Value(word));
            case "cwa" or "commandwithargs":
                return TakeCommandWithArguments(Value(word));
            case var _ when Is(name, "command", 1):
                return TakeCommand(word);
            case "ec":
            case var _ when Is(name, "encodedcommand", 1):
                return Choose(StartAction.Command, Decode(Value(word)));
            default:
                throw new CommandLineException(
                    $"The argument '{word}' is not recognized as a switch. Try havip -Help for the ones there are.");
        }
    }

    private bool TakeFile(string path)
    {
        if (path == "-")
        {
            return Choose(StartAction.CommandFromInput, "");
        }

        _options = _options with { Arguments = ScriptArguments.Collect(_words) };
        return Choose(StartAction.File, path);
    }

    private bool TakeCommand(string word)
    {
        var first = Value(word);
        return first == "-"
            ? Choose(StartAction.CommandFromInput, "")
            : Choose(StartAction.Command, string.Join(' ', _words.Prepend(first)));
    }

    private bool TakeCommandWithArguments(string command)
    {
        _options = _options with { Arguments = [.. _words.Select(word => new CommandParameter(null, word))] };
        return Choose(StartAction.Command, command);
    }

    private bool Choose(StartAction action, string text)
    {
        _options = _options with { Action = action, Text = text };
        return true;
    }

    private string Value(string word) => _words.Count > 0
        ? _words.Dequeue()
        : throw new CommandLineException($"Cannot process the command because '{word}' is missing its value.");

    private static string Decode(string encoded)
    {
        try
        {
            return Encoding.Unicode.GetString(Convert.FromBase64String(encoded));
        }
        catch (FormatException)
        {
            throw new CommandLineException("-EncodedCommand takes the base64 form of UTF-16LE text.");
        }
    }

    private static bool Is(string name, string full, int shortest) =>
        name.Length >= shortest && full.StartsWith(name, StringComparison.Ordinal);
}
