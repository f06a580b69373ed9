namespace HaVip.Shell.Tests.CommandLine;

public sealed class ScriptInvocationTests
{
    private const string Parameters = "param([string] $Name, [int] $Count = 1, [switch] $Flag, [string[]] $Rest)\n"
        + "\"$Name|$Count|$Flag|$($Rest -join ',')|$($args -join ',')\"";

    [Theory]
    [InlineData("-Name x -Count 3 -Flag", "x|3|True||")]
    [InlineData("x 3", "x|3|False||")]
    [InlineData("-Flag:$false -Name:y", "y|1|False||")]
    [InlineData("-Count -3 -Name z", "z|-3|False||")]
    [InlineData("-Flag x", "x|1|True||")]
    [InlineData("-Rest a,b", "|1|False|a,b|")]
    public void Arguments_bind_by_name_and_place(string words, string expected)
    {
        using var script = new ScriptFile(Parameters);

        var run = ShellProcess.Run([script.Path, .. words.Split(' ')]);

        Assert.Equal(expected + "\n", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Script_knows_its_place()
    {
        using var script = new ScriptFile("\"$PSScriptRoot|$PSCommandPath|$($MyInvocation.MyCommand.Name)|$args\"");

        var run = ShellProcess.Run("-File", script.Path, "a", "b");

        Assert.Equal($"{script.Folder}|{script.Path}|script.ps1|a b\n", run.Output);
    }

    [Fact]
    public void Extension_may_be_left_out()
    {
        using var script = new ScriptFile("'ran'");

        Assert.Equal("ran\n", ShellProcess.Run(script.Path[..^".ps1".Length]).Output);
    }

    [Fact]
    public void Shebang_script_without_extension_runs()
    {
        using var script = new ScriptFile("#!/usr/bin/env havip\n\"ran $args\"", "script");

        Assert.Equal("ran x\n", ShellProcess.Run(script.Path, "x").Output);
    }

    [Fact]
    public void Command_takes_the_rest_of_the_line() =>
        Assert.Equal("3\n", ShellProcess.Run("-c", "1", "+", "2").Output);

    [Fact]
    public void Command_with_arguments_has_them_in_args() =>
        Assert.Equal("a|b\n", ShellProcess.Run("-cwa", "$args -join '|'", "a", "b").Output);

    [Fact]
    public void Command_is_read_from_input() =>
        Assert.Equal("4\n", ShellProcess.Run(["-c", "-"], "2 + 2\n").Output);

    [Fact]
    public void Piped_lines_are_the_commands_input() =>
        Assert.Equal("<a>\n<b>\n", ShellProcess.Run(["-c", "$input | % { \"<$_>\" }"], "a\nb\n").Output);

    [Fact]
    public void Input_nobody_asks_for_is_left_alone() =>
        Assert.Equal("done\n", ShellProcess.Run("-c", "'done'").Output);

    [Fact]
    public void Working_directory_is_the_one_given() =>
        Assert.Equal("/usr\n", ShellProcess.Run("-WorkingDirectory", "/usr", "-c", "$PWD.Path").Output);

    [Fact]
    public void Host_tells_who_it_is() =>
        Assert.Matches(@"^HaVipShellHost \d+\.\d+\.\d+ Core\n$",
            ShellProcess.Run("-c", "\"$($Host.Name) $($Host.Version) $PSEdition\"").Output);

    [Fact]
    public void Version_names_shell_and_engine() =>
        Assert.Matches(@"^havip \d+\.\d+\.\d+ \(PowerShell 7\.\d+\.\d+\)\n$", ShellProcess.Run("-Version").Output);
}
