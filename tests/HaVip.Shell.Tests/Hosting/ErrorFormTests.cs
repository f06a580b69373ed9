namespace HaVip.Shell.Tests.Hosting;

/// <summary>Errors as pwsh's ConciseView shows them.</summary>
public sealed class ErrorFormTests
{
    [Theory]
    [InlineData("Get-Nothing", "Get-Nothing: The term 'Get-Nothing' is not recognized")]
    [InlineData("Write-Error 'went wrong'", "Write-Error: went wrong\n")]
    [InlineData("function f { Write-Error 'went wrong' }; f", "f: went wrong\n")]
    [InlineData("throw 'went wrong'", "Exception: went wrong\n")]
    [InlineData("Get-Item /none", "Get-Item: Cannot find path '/none' because it does not exist.\n")]
    public void Command_shows_one_line(string text, string expected)
    {
        var run = ShellProcess.Run("-c", text);

        Assert.StartsWith(expected, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Script_shows_the_line()
    {
        using var script = new ScriptFile("'first'\nGet-Item /none\n'last'");

        var run = ShellProcess.Run(script.Path);

        var expected = $"""
            Get-Item: {script.Path}:2
            Line |
               2 |  Get-Item /none
                 |  ~~~~~~~~~~~~~~
                 | Cannot find path '/none' because it does not exist.
            """;
        Assert.Equal(expected, run.Error.Trim());
        Assert.Equal("first\nlast\n", run.Output);
    }

    [Fact]
    public void Uncaught_throw_in_a_script_shows_its_place()
    {
        using var script = new ScriptFile("function f { throw 'went wrong' }\nf\n'not reached'");

        var run = ShellProcess.Run(script.Path);

        Assert.StartsWith($"Exception: {script.Path}:1\n", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("| went wrong\n", run.Error.TrimEnd() + "\n", StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Pipes_get_no_escape_sequences()
    {
        var run = ShellProcess.Run("-c",
            "[pscustomobject]@{A=1}; Write-Warning w; Write-Host h -ForegroundColor Red; Write-Error e");

        Assert.DoesNotContain('\u001b', run.Output + run.Error);
    }

    [Fact]
    public void Output_rendering_ansi_keeps_escape_sequences() =>
        Assert.Contains("\u001b[",
            ShellProcess.Run("-c", "$PSStyle.OutputRendering = 'Ansi'; [pscustomobject]@{A=1}").Output,
            StringComparison.Ordinal);
}
