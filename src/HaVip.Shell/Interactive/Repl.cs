using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text;

using HaVip.Shell.Hosting;

namespace HaVip.Shell.Interactive;

/// <summary>The interactive loop: prompt, read until the input is complete, run.</summary>
internal sealed class Repl
{
    private readonly ShellSession _session;
    private readonly LineEditor _editor = new();
    private int _depth;
    private int _leaving;

    public Repl(ShellSession session)
    {
        _session = session;
        session.Host.NestedPrompt = RunNested;
        session.Host.LeaveNestedPrompt = () => _leaving = _depth;
    }

    /// <returns>The exit code of the shell.</returns>
    public int Run()
    {
        Loop();
        return _session.Host.RequestedExitCode ?? ExitCodes.Success;
    }

    private void RunNested()
    {
        _depth++;
        try
        {
            Loop();
        }
        finally
        {
            _depth--;
            _leaving = 0;
        }
    }

    private void Loop()
    {
        while (!_session.ExitRequested && (_depth == 0 || _leaving != _depth) && ReadCommand() is { } text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                _editor.Remember(text);
                _session.Execute(new Command(text, isScript: true, useLocalScope: false));
            }
        }
    }

    private string? ReadCommand()
    {
        var text = new StringBuilder();
        var prompt = Prompt();
        while (_editor.ReadLine(prompt) is { } line)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(line);
            if (_editor.Interrupted)
            {
                return "";
            }

            Parser.ParseInput(text.ToString(), out _, out var errors);

            // An empty line ends an unfinished command, so that nobody is caught in it.
            if (!errors.Any(error => error.IncompleteInput) || line.Length == 0)
            {
                return text.ToString();
            }

            prompt = ">> ";
        }

        return null;
    }

    private string Prompt()
    {
        try
        {
            return _session.Evaluate("prompt") is [var shown, ..] ? shown.ToString() : "PS> ";
        }
        catch (RuntimeException)
        {
            // A prompt function of the user's that fails must not take the shell away; pwsh falls back likewise.
            return "PS> ";
        }
    }
}
