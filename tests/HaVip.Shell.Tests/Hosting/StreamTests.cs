namespace HaVip.Shell.Tests.Hosting;

public sealed class StreamTests
{
    [Fact]
    public void Streams_other_than_error_go_to_standard_output()
    {
        var run = ShellProcess.Run("-c",
            "'o'; Write-Warning w; Write-Verbose v -Verbose; Write-Debug d -Debug; "
            + "Write-Information i -InformationAction Continue; Write-Host h");

        Assert.Equal("o\nWARNING: w\nVERBOSE: v\nDEBUG: d\ni\nh\n", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Preferences_silence_and_show()
    {
        var run = ShellProcess.Run("-c",
            "Write-Verbose hidden; Write-Information hidden; $WarningPreference = 'SilentlyContinue'; "
            + "Write-Warning hidden; $VerbosePreference = 'Continue'; Write-Verbose shown");

        Assert.Equal("VERBOSE: shown\n", run.Output);
    }

    [Fact]
    public void Progress_is_not_shown_without_a_terminal() =>
        Assert.Equal("done\n", ShellProcess.Run("-c", "Write-Progress working -PercentComplete 50; 'done'").Output);

    [Fact]
    public void Programs_share_the_streams()
    {
        var run = ShellProcess.Run("-c", "'a'; sh -c 'echo b; echo c >&2'; 'd'");

        Assert.Equal("a\nb\nd\n", run.Output);
        Assert.Equal("c\n", run.Error);
    }

    [Fact]
    public void Questions_are_refused_without_interaction()
    {
        var run = ShellProcess.Run("-NonInteractive", "-c", "Read-Host name");

        Assert.Contains("NonInteractive mode", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void Answers_come_from_input() =>
        Assert.Equal("name: hello bob\n", ShellProcess.Run(["-c", "\"hello $(Read-Host name)\""], "bob\n").Output);

    [Theory]
    [InlineData("y\n", "removed")]
    [InlineData("n\n", "kept")]
    public void Confirmation_takes_the_answer(string answer, string outcome)
    {
        using var file = new ScriptFile("");

        ShellProcess.Run(["-c", $"Remove-Item '{file.Path}' -Confirm"], answer);

        Assert.Equal(outcome, File.Exists(file.Path) ? "kept" : "removed");
    }
}
