namespace HaVip.Node.Programs;

/// <summary>How a command of the configuration ended.</summary>
/// <param name="Failure">Why it is a failure, in words; null for exit code 0.</param>
/// <param name="ExitCode">128 and the signal where one ended it; null where it did not begin, or was ended.</param>
internal sealed record ProgramResult(string? Failure, int? ExitCode);
