namespace HaVip.Linux;

/// <param name="ExitCode">128 and the signal where one ended it; null where it took too long and was ended.</param>
/// <param name="Output">What it wrote to standard output and error, the first 64 KiB.</param>
public readonly record struct TrialResult(int? ExitCode, string Output);
