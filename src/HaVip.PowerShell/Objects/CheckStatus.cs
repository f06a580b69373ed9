namespace HaVip;

/// <summary>What a check came to.</summary>
public enum CheckStatus
{
    Passed,

    /// <summary>It works, and may not go on to.</summary>
    Warning,

    Failed,

    /// <summary>It does not apply here, or could not be looked at; the detail says why.</summary>
    Skipped,
}
