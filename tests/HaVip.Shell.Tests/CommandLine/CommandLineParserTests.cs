using HaVip.Shell.CommandLine;

namespace HaVip.Shell.Tests.CommandLine;

public sealed class CommandLineParserTests
{
    [Theory]
    [InlineData("a.ps1", nameof(StartAction.File), "a.ps1")]
    [InlineData("-File a.ps1", nameof(StartAction.File), "a.ps1")]
    [InlineData("-f a.ps1", nameof(StartAction.File), "a.ps1")]
    [InlineData("--file a.ps1", nameof(StartAction.File), "a.ps1")]
    [InlineData("-NoProfile -NonInteractive a.ps1", nameof(StartAction.File), "a.ps1")]
    [InlineData("-nop -noni -nol -ep Bypass -c 1", nameof(StartAction.Command), "1")]
    [InlineData("-NoLogo -sshs", nameof(StartAction.Serve), "")]
    [InlineData("-SSHServerMode -nop", nameof(StartAction.Serve), "")]
    [InlineData("-ExecutionPolicy Bypass -Command a b", nameof(StartAction.Command), "a b")]
    [InlineData("-c -", nameof(StartAction.CommandFromInput), "")]
    [InlineData("-File -", nameof(StartAction.CommandFromInput), "")]
    [InlineData("-", nameof(StartAction.CommandFromInput), "")]
    [InlineData("-e MQArADEA", nameof(StartAction.Command), "1+1")]
    [InlineData("-v", nameof(StartAction.Version), "")]
    [InlineData("--version", nameof(StartAction.Version), "")]
    [InlineData("-?", nameof(StartAction.Help), "")]
    [InlineData("-NoLogo", nameof(StartAction.Interactive), "")]
    [InlineData("", nameof(StartAction.Interactive), "")]
    public void Words_give_an_action(string words, string action, string text)
    {
        var options = CommandLineParser.Parse(Split(words));

        Assert.Equal(action, options.Action.ToString());
        Assert.Equal(text, options.Text);
    }

    [Theory]
    [InlineData("-Bogus")]
    [InlineData("-no a.ps1")]
    [InlineData("-Command")]
    [InlineData("-File")]
    [InlineData("-wd")]
    [InlineData("-e no*base64")]
    public void Words_that_are_wrong_are_refused(string words) =>
        Assert.Throws<CommandLineException>(() => CommandLineParser.Parse(Split(words)));

    [Fact]
    public void Flags_are_kept()
    {
        var options = CommandLineParser.Parse(["-NoExit", "-NoLogo", "-NonInteractive", "-wd", "/tmp", "-c", "1"]);

        Assert.True(options is { NoExit: true, NoLogo: true, NonInteractive: true, WorkingDirectory: "/tmp" });
    }

    [Fact]
    public void Words_behind_a_file_are_the_scripts_own()
    {
        var options = CommandLineParser.Parse(["a.ps1", "-NoProfile", "x", "-Value:$true", "-Name:", "y", "-5"]);

        Assert.Equal(
            [("-NoProfile", null), (null, "x"), ("-Value:", true), ("-Name:", "y"), (null, "-5")],
            options.Arguments.Select(argument => ((string?)argument.Name, (object?)argument.Value)));
    }

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
