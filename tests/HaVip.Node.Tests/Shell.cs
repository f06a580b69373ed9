using System.Diagnostics;

namespace HaVip.Node.Tests;

/// <summary>Runs a command to its end.</summary>
internal static class Shell
{
    /// <summary>What it wrote; an assertion fails where it failed.</summary>
    public static async Task<string> Run(string command, params string[] arguments)
    {
        var (code, output, error) = await TryRun(command, arguments);
        Assert.True(code == 0, $"{command} {string.Join(' ', arguments)}: exit {code}: {error}{output}");
        return output;
    }

    public static async Task<(int Code, string Output, string Error)> TryRun(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
