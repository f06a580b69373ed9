namespace HaVip.PowerShell.Checks;

/// <summary>What one look came to.</summary>
/// <param name="Status">Passed, Warning, Failed or Skipped.</param>
/// <param name="Detail">What was seen, without a full stop.</param>
/// <param name="Recommendation">One sentence; null where nothing is to be done.</param>
internal sealed record Verdict(CheckStatus Status, string Detail, string? Recommendation = null)
{
    /// <summary>Null where it is about the node.</summary>
    public string? Instance { get; init; }

    public static Verdict Passed(string detail) => new(CheckStatus.Passed, detail);

    public static Verdict Warning(string detail, string recommendation) => new(CheckStatus.Warning, detail, recommendation);

    public static Verdict Failed(string detail, string recommendation) => new(CheckStatus.Failed, detail, recommendation);

    public static Verdict Skipped(string why) => new(CheckStatus.Skipped, why);
}
