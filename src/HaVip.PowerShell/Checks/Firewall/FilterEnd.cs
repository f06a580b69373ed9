namespace HaVip.PowerShell.Checks.Firewall;

/// <summary>Where the way of a packet through rules ends.</summary>
/// <param name="Verdict">Passes or drops, or unclear.</param>
/// <param name="Where">The rule or policy that says so.</param>
internal readonly record struct FilterEnd(FilterVerdict Verdict, string Where);
