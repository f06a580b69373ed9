using System.Diagnostics;
using System.Globalization;
using HaVip.Core.Values;

namespace HaVip.Linux.Tests;

public sealed class DetachedProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("havip-detached-");

    private string Log => Path.Combine(_folder.FullName, "log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Detached_process_outlives_its_starter_and_hears_signals()
    {
        var (code, output) = RunStarter(SecondRole.Served);
        Assert.Equal(0, code);
        Assert.Contains(" Ready 0 ", output, StringComparison.Ordinal);
        var processId = int.Parse(output.Split(' ')[0], CultureInfo.InvariantCulture);
        using var process = Process.GetProcessById(processId);
        try
        {
            // Field 5 is the group, 6 the session, 7 the terminal (proc(5)), counted behind the name in parentheses.
            var fields = File.ReadAllText($"/proc/{processId}/stat").Split(") ")[1].Split(' ');
            Assert.Equal($"{processId} {processId} 0", string.Join(' ', fields[2..5]));
            Assert.Equal("/dev/null", File.ResolveLinkTarget($"/proc/{processId}/fd/0", false)!.FullName);
            Assert.Equal(Log, File.ResolveLinkTarget($"/proc/{processId}/fd/1", false)!.FullName);
            Assert.Equal(Log, File.ResolveLinkTarget($"/proc/{processId}/fd/2", false)!.FullName);

            CommandLine.Run("kill", "-HUP", output.Split(' ')[0]);
            Eventually.True(() => File.ReadAllText(Log).Contains("SIGHUP", StringComparison.Ordinal), "SIGHUP in the log");
            Assert.False(process.HasExited);
            CommandLine.Run("kill", "-TERM", output.Split(' ')[0]);
            Eventually.True(() => process.HasExited, "the process to end");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        Assert.Equal(["serving", "SIGHUP", "SIGTERM"], File.ReadAllLines(Log));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Log) & (UnixFileMode.OtherRead | UnixFileMode.GroupWrite));
    }

    [Fact]
    public void Refusal_reaches_the_starter_with_its_words_and_code()
    {
        var (code, output) = RunStarter(SecondRole.Refusing);

        Assert.Equal(7, code);
        Assert.Contains(" Failed 7 no such interface: eth7", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Process_that_ends_without_a_word_is_reported_with_its_code()
    {
        using var process = DetachedProcess.Start("/bin/sh", ["-c", "echo broken; exit 3"], logFile: Log);

        var report = process.WaitForReadiness(Duration.FromSeconds(60));

        Assert.Equal((ReadinessKind.Ended, 3), (report.Kind, report.ExitCode));
        Assert.Equal("broken\n", File.ReadAllText(Log));
    }

    [Fact]
    public void Process_ended_by_a_signal_is_reported_as_such()
    {
        using var process = DetachedProcess.Start("/bin/sh", ["-c", "kill -KILL $$"]);

        var report = process.WaitForReadiness(Duration.FromSeconds(60));

        Assert.Equal((ReadinessKind.Ended, 137), (report.Kind, report.ExitCode));
        Assert.Contains("signal 9", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Process_that_says_nothing_is_not_waited_for_longer_than_asked()
    {
        using var process = DetachedProcess.Start("/bin/sleep", ["60"]);

        var report = process.WaitForReadiness(Duration.FromMilliseconds(50));

        CommandLine.Run("kill", process.ProcessId.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(ReadinessKind.TimedOut, report.Kind);
        Assert.False(report.IsReady);
        Assert.Equal(ReadinessKind.Ended, process.WaitForReadiness(Duration.FromSeconds(60)).Kind);
    }

    [Fact]
    public void Files_the_starter_inherited_are_not_passed_on()
    {
        // A file without close-on-exec, as an interactive shell or a pipeline leaves them open.
        using var file = new FileStream(Path.Combine(_folder.FullName, "leak"), FileMode.Create);
        var copy = Tmds.Linux.LibC.dup((int)file.SafeFileHandle.DangerousGetHandle());
        Assert.True(copy > 3);

        using var process = DetachedProcess.Start("/bin/sh", ["-c", "ls -l /proc/$$/fd; printf READY >&3"], logFile: Log);

        Assert.True(process.WaitForReadiness(Duration.FromSeconds(60)).IsReady);
        Assert.Equal(0, Tmds.Linux.LibC.close(copy));
        var listing = File.ReadAllText(Log);
        Assert.DoesNotContain("leak", listing, StringComparison.Ordinal);
        Assert.Contains(" 3 -> socket", listing, StringComparison.Ordinal);
    }

    [Fact]
    public void Program_that_does_not_exist_is_named()
    {
        var fault = Assert.Throws<LinuxException>(() => DetachedProcess.Start("/nowhere/havip-node", []));

        Assert.Equal(Errno.ENOENT, fault.ErrorNumber);
        Assert.Contains("start /nowhere/havip-node", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_that_cannot_be_opened_is_named()
    {
        var fault = Assert.Throws<LinuxException>(() =>
            DetachedProcess.Start("/bin/true", [], logFile: Path.Combine(_folder.FullName, "missing", "log")));

        Assert.Contains("missing/log", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("READY ")]
    [InlineData("FAILED 7")]
    [InlineData("FAILED x\nwhy")]
    public void What_is_no_report_is_not_taken_for_one(string text) =>
        Assert.Null(Readiness.Parse(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Process_not_started_so_has_no_line()
    {
        Assert.Null(Readiness.FromEnvironment());
        Assert.True(File.Exists(DetachedProcess.OwnProgram));
    }

    private (int Code, string Output) RunStarter(string role)
    {
        var start = new ProcessStartInfo(SecondRole.Program, [role, Log]) { RedirectStandardOutput = true };
        start.Environment[SecondRole.Variable] = SecondRole.Starter;
        using var starter = Process.Start(start)!;
        var output = starter.StandardOutput.ReadToEnd();
        Assert.True(starter.WaitForExit(TimeSpan.FromSeconds(60)));
        return (starter.ExitCode, output);
    }
}
