namespace HaVip;

/// <summary>How a program in a lab's host ended.</summary>
public sealed record LabCommandResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Error);
