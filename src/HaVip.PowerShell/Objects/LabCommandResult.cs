namespace HaVip;

/// <summary>How a program in a lab's host ended.</summary>
public sealed record LabCommandResult(int ExitCode, string[] Output, string[] Error);
