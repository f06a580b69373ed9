using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Export;

/// <summary>The checks as what can be tracked.</summary>
internal sealed class CheckBlocks(NodeConfiguration configuration, BlockWriter blocks, Losses losses)
{
    /// <summary>
    /// A program that every machine has, for the two questions about files that keepalived does not ask.
    /// </summary>
    private const string Test = "/usr/bin/test";

    public void Write()
    {
        for (var i = 0; i < configuration.Checks.Count; i++)
        {
            var (check, path) = (configuration.Checks[i], $"checks[{i}]");
            switch (check.Form())
            {
                case CheckForm.Script:
                    WriteScript(check, path);
                    break;
                case CheckForm.Process:
                    WriteProcess(check, path);
                    break;
                case CheckForm.File:
                    WriteFile(check, path);
                    break;
                case CheckForm.None:
                    Lose(check, path);
                    break;
            }
        }
    }

    private void Lose(CheckConfiguration check, string path)
    {
        var type = check.Type.ToString().ToLowerInvariant();
        losses.Add(
            path,
            $"keepalived has no checks of type {type}, so nothing tracks '{check.Name}'.",
            "Write a program that asks, and a check of type script that runs it.");
        blocks.Comment($"{path}: keepalived has no checks of type {type}; '{check.Name}' is left out.");
    }

    private void WriteScript(CheckConfiguration check, string path)
    {
        blocks.Open($"vrrp_script {check.Name}");
        blocks.Line("script", WordText.Command(Command(check)));
        blocks.Line("interval", Whole(check.Interval, $"{path}.interval"));
        if (check.Timeout is { } timeout) blocks.Line("timeout", Whole(timeout, $"{path}.timeout"));
        blocks.LineIf(check.Rise != 1, $"rise {check.Rise}");
        blocks.LineIf(check.Fall != 1, $"fall {check.Fall}");
        blocks.LineIf(check.Start == CheckStart.Bad, "init_fail");
        if (check.User is { } user) blocks.Line("user", user.Replace(':', ' '));
        blocks.Close();
        if (check.Start == CheckStart.Good)
            losses.Add($"{path}.start", "keepalived takes no check for good before it has succeeded once.");
    }

    private static IReadOnlyList<string> Command(CheckConfiguration check) => (check.Type, check.GoodWhen) switch
    {
        (CheckType.File, FileGoodWhen.Absent) => [Test, "!", "-e", check.Path!],
        (CheckType.File, _) => [Test, "-e", check.Path!],
        _ => check.Command,
    };

    private string Whole(Duration time, string path)
    {
        var second = Duration.FromSeconds(1);
        var rounded =
            Duration.Max(second, second * ((time.Microseconds + (second.Microseconds / 2)) / second.Microseconds));
        if (rounded != time) losses.Add(path, $"keepalived 2.2.7 counts in whole seconds here: {time} is {rounded}.");
        return WordText.Seconds(rounded);
    }

    private void WriteProcess(CheckConfiguration check, string path)
    {
        blocks.Open($"vrrp_track_process {check.Name}");
        blocks.Line("process", WordText.Words([check.Process!, .. check.Arguments ?? []]));
        if (Match(check) is { } match) blocks.Line("param_match", match);
        blocks.LineIf(check.Process!.Contains('/'), "full_command");
        blocks.LineIf(check.Quorum != 1, $"quorum {check.Quorum}");
        blocks.LineIf(check.Maximum is not null, $"quorum_max {check.Maximum}");
        if (check.UpDelay > Duration.Zero) blocks.Line("fork_delay", WordText.Seconds(check.UpDelay));
        if (check.DownDelay > Duration.Zero) blocks.Line("terminate_delay", WordText.Seconds(check.DownDelay));
        blocks.Close();
        if (check is { Arguments: null, Process: { } process } && process.Contains('/'))
            losses.Add(
                $"{path}.process", "keepalived compares arguments too where the process is written with its path.");
    }

    /// <summary>Arguments of which there are to be none are only asked for together with this word.</summary>
    private static string? Match(CheckConfiguration check) => check switch
    {
        { Arguments: null } => null,
        { Arguments.Count: 0 } => "initial",
        { ArgumentMatch: ArgumentMatch.Initial } => "partial",
        { ArgumentMatch: ArgumentMatch.Partial } => "initial",
        _ => null,
    };

    private void WriteFile(CheckConfiguration check, string path)
    {
        if (!WordText.TryWrite(check.Path!, out var file))
        {
            losses.Add($"{path}.path", "keepalived cannot write the path of a file that holds a double quote.");
            return;
        }

        blocks.Open($"track_file {check.Name}");
        blocks.Line("file", file);
        blocks.Close();
        if (check.UpDelay > Duration.Zero || check.DownDelay > Duration.Zero)
            losses.Add(path, "keepalived believes a file at once.");
    }
}
