namespace HaVip;

/// <summary>What <c>Test-HaVipNode</c> or <c>Test-HaVipCluster</c> found about one thing.</summary>
public sealed class CheckResult : NodeObject
{
    /// <summary>The check's name, which does not change: scripts select by it.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The instance it is about; null where it is about the node.</summary>
    public string? Instance { get; internal init; }

    public CheckStatus Status { get; internal init; }

    /// <summary>What was seen, in words.</summary>
    public string Detail { get; internal init; } = "";

    /// <summary>What to do; null where nothing has to be done.</summary>
    public string? Recommendation { get; internal init; }

    public override string ToString() => $"{Node}{(Instance is null ? "" : $"/{Instance}")} {Name}: {Status}, {Detail}";
}
