namespace HaVip.Core.Configuration;

/// <summary>What a routing rule does, with the kernel's numbers (<c>FR_ACT_*</c>).</summary>
public enum RuleAction : byte
{
    /// <summary>Looks the route up in the rule's table.</summary>
    Lookup = 1,
    Blackhole = 6,
    Unreachable = 7,
    Prohibit = 8,
}
