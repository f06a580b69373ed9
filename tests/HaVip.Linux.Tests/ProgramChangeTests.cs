using System.Diagnostics;

namespace HaVip.Linux.Tests;

public sealed class ProgramChangeTests
{
    /// <summary>O_CLOEXEC among the flags of a descriptor, as /proc shows them: in octal.</summary>
    private const int CloseOnExecute = 0x80000;

    [Fact]
    public void Process_goes_on_as_another_program_with_the_files_and_signals_it_was_told_to_keep()
    {
        var text = Play(SecondRole.Changing, "what was left", exitCode: 1);
        var lines = text.Split('\n');
        Assert.Contains($"Pid:\t{lines[0]}", lines);

        // SIGHUP is 1 and SIGTERM 15; nothing else is held.
        Assert.Contains("SigBlk:\t0000000000004001", lines);
        Assert.Contains("WORD=word\0", text, StringComparison.Ordinal);
        Assert.EndsWith("what was left", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Program_that_is_not_there_leaves_everything_as_it_was()
    {
        var words = Play(SecondRole.Stubborn, "/nowhere/at/all").Split(' ', StringSplitOptions.TrimEntries);
        Assert.Equal("ENOENT", words[0]);
        Assert.Equal("0000000000000000", words[1]);
        Assert.NotEqual(0, Convert.ToInt32(words[2], 8) & CloseOnExecute);
    }

    private static string Play(string role, string argument, int exitCode = 0)
    {
        var start = new ProcessStartInfo(SecondRole.Program, [argument]) { RedirectStandardOutput = true };
        start.Environment[SecondRole.Variable] = role;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == exitCode, output);
        return output;
    }
}
