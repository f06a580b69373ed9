namespace HaVip.Shell.Tests.CommandLine;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 5", 5)]
    [InlineData("exit", 0)]
    [InlineData("throw 'x'", 1)]
    [InlineData("1/0", 1)]
    [InlineData("Get-Nothing", 1)]
    [InlineData("Get-Nothing; 1", 0)]
    [InlineData("sh -c 'exit 3'", 1)]
    [InlineData("sh -c 'exit 3'; exit $LASTEXITCODE", 3)]
    [InlineData("if (1) {", 1)]
    [InlineData("try { exit 6 } finally { 'x' }", 6)]
    [InlineData("& { exit 7 }", 7)]
    public void Command_ends_with(string text, int exitCode) =>
        Assert.Equal(exitCode, ShellProcess.Run("-NoProfile", "-Command", text).ExitCode);

    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 5", 5)]
    [InlineData("function f { exit 8 }; f", 8)]
    [InlineData("throw 'x'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Nothing; exit 9", 1)]
    [InlineData("Get-Nothing; exit 0", 0)]
    [InlineData("if (1) {", 1)]
    public void File_ends_with(string text, int exitCode)
    {
        using var script = new ScriptFile(text);

        Assert.Equal(exitCode, ShellProcess.Run(script.Path).ExitCode);
    }

    [Fact]
    public void Missing_file_is_a_usage_error()
    {
        var run = ShellProcess.Run("/none/nothing.ps1");

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("'/none/nothing.ps1' is not recognized as the name of a script file", run.Error,
            StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Unknown_switch_is_a_usage_error()
    {
        var run = ShellProcess.Run("-Bogus");

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("-Bogus", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Exit_of_a_called_script_ends_only_that_script()
    {
        using var inner = new ScriptFile("exit 4");
        using var outer = new ScriptFile($"& '{inner.Path}'; \"went on after $LASTEXITCODE\"; exit 2");

        var run = ShellProcess.Run("-c", $"& '{outer.Path}'; \"and after $LASTEXITCODE\"");

        Assert.Equal("went on after 4\nand after 2\n", run.Output);
    }
}
