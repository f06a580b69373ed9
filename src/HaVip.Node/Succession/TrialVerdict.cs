using HaVip.Linux;

namespace HaVip.Node.Succession;

/// <summary>Whether a program can be the successor.</summary>
/// <param name="Objection">Why not, one sentence; null where it can.</param>
/// <param name="Advice">What to do about it.</param>
internal sealed record TrialVerdict(string? Objection, string Advice)
{
    private const int MostLines = 20;

    public static TrialVerdict Of(string program, TrialResult result) => result.ExitCode switch
    {
        (int)ExitCode.Success => new TrialVerdict(null, ""),
        null => new TrialVerdict($"{program} did not answer and was ended.", $"Try it by hand: '{program} version'."),
        (int)ExitCode.Usage => new TrialVerdict(
            $"{program} does not know how to go on for another runner: {Words(result.Output)}",
            "It is too old for that; restart without -Hitless."),
        (int)ExitCode.Failed => new TrialVerdict(
            $"{program} cannot go on where this runner is: {Words(result.Output)}",
            "Correct that, or restart without -Hitless."),
        _ => new TrialVerdict(
            $"{program} ended with exit code {result.ExitCode}: {Words(result.Output)}", "It may not run on this machine."),
    };

    public static TrialVerdict CannotStart(string program, LinuxException error) => new(
        $"{program} cannot be started: {error.ErrorText} ({error.ErrorName}).",
        error.ErrorNumber == Errno.ENOEXEC
            ? "It is no program of this machine's architecture."
            : "It must be a file that the runner sees and may run; a service does not see /home and /tmp.");

    private static string Words(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "it says nothing." : $"{string.Join("; ", lines.Take(MostLines)).TrimEnd('.')}.";
    }
}
