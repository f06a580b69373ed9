using System.Globalization;

namespace HaVip.Linux.Tests;

public sealed class ProgramRunTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public void Program_has_the_environment_it_is_given_and_nothing_else()
    {
        using var run = Shell("echo first; echo \"$A $HOME\" >&2", "A=one two");

        Assert.True(run.Wait(Long));
        Assert.Equal((0, "one two"), (run.ExitCode, run.LastLine));
    }

    [Fact]
    public void Program_leads_a_process_group_of_its_own()
    {
        using var run = Shell("cut -d' ' -f5 /proc/$$/stat");

        Assert.True(run.Wait(Long));
        Assert.Equal(run.ProcessId.ToString(CultureInfo.InvariantCulture), run.LastLine);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -KILL $$", 128 + 9)]
    public void Program_that_has_ended_has_its_code_or_the_number_of_its_signal(string script, int code)
    {
        using var run = Shell(script);

        Assert.True(run.Wait(Long));
        Assert.Equal(code, run.ExitCode);
    }

    [Fact]
    public void Program_that_says_more_than_is_kept_goes_on_and_its_last_line_is_kept()
    {
        using var run = Shell("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done; echo; echo the end");

        Assert.True(run.Wait(Long));
        Assert.Equal((0, "the end"), (run.ExitCode, run.LastLine));
    }

    [Fact]
    public void Program_that_still_runs_is_said_to_and_ends_with_all_that_it_has_started()
    {
        using var run = Shell("trap '' TERM; sleep 600 & echo $!; wait; wait; sleep 600");
        Eventually.True(() => !run.Wait(TimeSpan.FromMilliseconds(10)) && run.LastLine.Length > 0, "the child is named");
        var child = int.Parse(run.LastLine, CultureInfo.InvariantCulture);

        Assert.Null(run.ExitCode);
        run.End(TimeSpan.FromMilliseconds(100));

        Assert.Equal(128 + 9, run.ExitCode);
        Eventually.True(() => !IsAlive(child), "what the program has started has ended too");
    }

    [Fact]
    public void Program_that_cannot_be_started_is_a_fault()
    {
        var thrown = Assert.Throws<LinuxException>(() => ProgramRun.Start(["/nowhere"], []));

        Assert.Equal(Errno.ENOENT, thrown.ErrorNumber);
    }

    [Fact]
    public void Program_of_a_thread_that_gave_up_its_capabilities_has_none_and_other_threads_have_theirs()
    {
        var before = Capabilities.ReadEffective();
        string? said = null;
        var thread = new Thread(() =>
        {
            ThreadPrivileges.GiveUp(null);
            using var run = Shell("grep -E '^(CapEff|CapAmb|NoNewPrivs)' /proc/self/status | tr -d '\\n\\t'");
            run.Wait(Long);
            said = run.LastLine;
        });
        thread.Start();
        thread.Join();

        Assert.Equal("CapEff:0000000000000000CapAmb:0000000000000000NoNewPrivs:1", said);
        Assert.Equal(before, Capabilities.ReadEffective());
    }

    /// <summary>One that has ended and that nobody has waited for yet is a zombie (Z).</summary>
    private static bool IsAlive(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static ProgramRun Shell(string script, params string[] environment) =>
        ProgramRun.Start(["/bin/sh", "-c", script], ["PATH=/usr/bin:/bin", .. environment]);
}
