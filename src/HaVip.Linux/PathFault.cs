namespace HaVip.Linux;

/// <summary>What keeps a path from being trusted.</summary>
/// <param name="Component">The folder, link or file of the path that is to blame.</param>
/// <param name="Message">One sentence: which component, its owner and mode.</param>
/// <param name="Fix">The command that mends it; empty where there is none.</param>
public sealed record PathFault(string Component, string Message, string Fix);
