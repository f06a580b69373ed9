using System.Diagnostics;

namespace HaVip.Configuration.Tests.Keepalived;

/// <summary>The real keepalived, where it is installed and may be given a network namespace of its own.</summary>
internal static class KeepalivedProgram
{
    public const string Path = "/usr/sbin/keepalived";

    public static bool IsThere { get; } = File.Exists(Path) && Run("unshare", "--net", "true").ExitCode == 0;

    /// <summary>keepalived's own test of a configuration: exit code 0 is good.</summary>
    public static (int ExitCode, string Output) Test(string text)
    {
        var file = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"havip-{Guid.NewGuid():n}.conf");
        File.WriteAllText(file, text);
        try
        {
            return Run("unshare", "--net", Path, "-t", "-f", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result + errors);
    }
}
