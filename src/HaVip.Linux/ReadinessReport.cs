namespace HaVip.Linux;

/// <summary>What the starter of a detached process learns.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="ExitCode">0 when ready; the reported or actual exit code, 128 + signal where a signal ended it.</param>
/// <param name="Message">The process's own words when it failed, ours otherwise.</param>
public readonly record struct ReadinessReport(ReadinessKind Kind, int ExitCode, string Message)
{
    public bool IsReady => Kind == ReadinessKind.Ready;
}
