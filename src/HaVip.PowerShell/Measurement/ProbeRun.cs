namespace HaVip.PowerShell.Measurement;

/// <summary>Consecutive probes one node answered: when the first and the last of them were sent.</summary>
internal sealed record ProbeRun(string Node, TimeSpan First, TimeSpan Last, int Count);
