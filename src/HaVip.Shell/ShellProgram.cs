using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

using HaVip.Shell.CommandLine;
using HaVip.Shell.Hosting;
using HaVip.Shell.Interactive;

namespace HaVip.Shell;

/// <summary>One run of the shell, from the understood command line to the exit code.</summary>
internal sealed class ShellProgram(ShellOptions options)
{
    public int Run()
    {
        if (options.WorkingDirectory is { } directory)
        {
            if (!Directory.Exists(directory))
            {
                throw new CommandLineException($"The working directory '{directory}' does not exist.");
            }

            Directory.SetCurrentDirectory(directory);
        }

        // Found before the engine starts: a wrong path must be cheap and must not run anything.
        var script = options.Action == StartAction.File ? ScriptPath(options.Text) : null;
        using var session = ShellSession.Open(options.NonInteractive);
        var repl = Console.IsInputRedirected || options.NonInteractive ? null : new Repl(session);
        var exitCode = options.Action switch
        {
            StartAction.File => RunFile(session, script!),
            StartAction.Command => RunText(session, options.Text),
            StartAction.CommandFromInput => RunText(session, Console.In.ReadToEnd()),
            _ when repl is null => RunText(session, Console.In.ReadToEnd()),
            _ => Interact(repl),
        };
        return options.NoExit && repl is not null && !session.ExitRequested && options.Action != StartAction.Interactive
            ? repl.Run()
            : exitCode;
    }

    private static string ScriptPath(string path)
    {
        var candidates = Path.HasExtension(path) ? [path] : new[] { path, path + ".ps1" };
        return candidates.Select(Path.GetFullPath).FirstOrDefault(File.Exists) ?? throw new CommandLineException(
            $"The argument '{path}' is not recognized as the name of a script file. Check the spelling of the name, "
            + "or if a path was included, verify that the path is correct and try again.");
    }

    private int RunFile(ShellSession session, string path)
    {
        // A script without the extension (a shebang script) is run by its text; only .ps1 is a command by itself.
        var isScriptFile = path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase);
        var text = File.ReadAllText(path);
        var command = isScriptFile ? new Command(path, isScript: false, useLocalScope: false)
            : new Command(text, isScript: true, useLocalScope: false);
        session.RethrowScriptExit = !options.NoExit;
        var outcome = session.Execute(WithArguments(command), InputFor(text));
        return session.ExitCodeOf(outcome);
    }

    private int RunText(ShellSession session, string text)
    {
        var command = new Command(text, isScript: true, useLocalScope: false);
        var outcome = session.Execute(WithArguments(command), InputFor(text));
        return session.ExitCodeOf(outcome);
    }

    private Command WithArguments(Command command)
    {
        foreach (var argument in options.Arguments)
        {
            command.Parameters.Add(argument);
        }

        return command;
    }

    // Standard input is read only for a script that asks for it: it may be a pipe nobody ever closes.
    private IEnumerable<string>? InputFor(string text) =>
        Console.IsInputRedirected && options.Action != StartAction.CommandFromInput && InputUse.IsIn(text)
            ? ReadLines(Console.In)
            : null;

    private static IEnumerable<string> ReadLines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private int Interact(Repl repl)
    {
        if (!options.NoLogo)
        {
            Console.Out.WriteLine($"havip {ShellHost.ShellVersion}");
        }

        return repl.Run();
    }
}
