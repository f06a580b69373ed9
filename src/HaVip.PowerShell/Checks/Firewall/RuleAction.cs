namespace HaVip.PowerShell.Checks.Firewall;

/// <summary>What a rule does when it matches.</summary>
/// <param name="Verdict">Null where it calls another chain or returns.</param>
/// <param name="Chain">The chain it calls.</param>
/// <param name="IsReturn">Back to the caller.</param>
internal sealed record RuleAction(FilterVerdict? Verdict, string? Chain = null, bool IsReturn = false);
