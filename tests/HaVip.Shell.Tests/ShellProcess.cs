using System.Diagnostics;

namespace HaVip.Shell.Tests;

/// <summary>What one run of the built shell gave.</summary>
internal sealed record ShellRun(int ExitCode, string Output, string Error);

/// <summary>Runs the built shell as a process, as a user does.</summary>
internal static class ShellProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Where it was built: the copy beside the tests looks in vain for the engine that was compiled ahead.</summary>
    public static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace("/tests/HaVip.Shell.Tests/", "/src/HaVip.Shell/", StringComparison.Ordinal), "havip");

    public static ShellRun Run(params string[] arguments) => Run(arguments, input: null);

    public static ShellRun Run(
        IEnumerable<string> arguments, string? input, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Finish(Process.Start(start)!, input);
    }

    private static ShellRun Finish(Process process, string? input)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();

            // Without input the pipe stays open: a shell that reads it unasked hangs here and not at a user's.
            if (input is not null)
            {
                process.StandardInput.Write(input);
                process.StandardInput.Close();
            }

            if (!process.WaitForExit(Limit))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException("The shell did not end.");
            }

            return new ShellRun(process.ExitCode, output.Result, error.Result);
        }
    }
}
