namespace HaVip.PowerShell.Checks.Firewall;

/// <summary>What a ruleset does to a packet.</summary>
internal enum FilterVerdict
{
    Passes,
    Drops,

    /// <summary>A rule depends on what is not known here.</summary>
    Unclear,
}
