using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;

namespace HaVip.PowerShell.Processes;

/// <summary>Runs a program to its end: an argument vector and never a shell, output in lines, time bounded.</summary>
internal static class ExternalCommand
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    /// <summary>
    /// A daemon the program left behind may keep its pipes: they are read no longer than this after its end.
    /// </summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMilliseconds(500);

    /// <exception cref="HaVipException">CommandNotFound or CommandTimeout; an exit code is the caller's to judge.</exception>
    public static CommandResult Run(
        string program,
        IEnumerable<string> arguments,
        string? input = null,
        TimeSpan? limit = null,
        CancellationToken stopping = default)
    {
        using var process = Start(program, arguments);
        var output = LineCollector.Collect(process.StandardOutput);
        var error = LineCollector.Collect(process.StandardError);
        if (input is not null) process.StandardInput.Write(input);
        process.StandardInput.Close();
        WaitForExit(process, program, limit ?? DefaultLimit, stopping);
        return new CommandResult(process.ExitCode, output.Lines(DrainLimit), error.Lines(DrainLimit));
    }

    /// <summary>As <see cref="Run"/>; another exit code than 0 is an error with what the program said.</summary>
    /// <exception cref="HaVipException">CommandFailed and those of Run.</exception>
    public static IReadOnlyList<string> Require(
        string program, IEnumerable<string> arguments, string? input = null, CancellationToken stopping = default)
    {
        var list = arguments.ToList();
        var result = Run(program, list, input, null, stopping);
        return result.ExitCode == 0 ? result.Output : throw Failed(program, list, result);
    }

    public static HaVipException Failed(string program, IEnumerable<string> arguments, CommandResult result) => new(
        "CommandFailed",
        ErrorCategory.InvalidResult,
        $"'{program} {string.Join(' ', arguments)}' ended with {result.ExitCode}: {result.Complaint}",
        result.Complaint.Contains("not permitted", StringComparison.OrdinalIgnoreCase)
            ? "Run as root."
            : "Try it by hand to see what is wrong.",
        program);

    /// <summary>Starts a program with all three streams as pipes.</summary>
    /// <exception cref="HaVipException">CommandNotFound.</exception>
    public static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new HaVipException(
                "CommandNotFound",
                ErrorCategory.ObjectNotFound,
                $"'{program}' could not be started: {e.Message}",
                program == "ip" ? "Install iproute2." : "Check that it is installed and executable.",
                program,
                e);
        }
    }

    private static void WaitForExit(Process process, string program, TimeSpan limit, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(limit);
        try
        {
            // WaitForExit() without a token would also wait for the pipes, which a daemon may have kept.
            while (!process.WaitForExit(50)) patience.Token.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            stopping.ThrowIfCancellationRequested();
            throw new HaVipException(
                "CommandTimeout",
                ErrorCategory.OperationTimeout,
                $"'{program}' did not end within {limit.TotalSeconds:0} s and was ended.",
                "Try it by hand to see what it waits for.",
                program);
        }
    }
}
