namespace HaVip.PowerShell.Nodes;

/// <summary>A node and which of its instances are meant.</summary>
/// <param name="Names">As the user wrote them; null means all.</param>
internal sealed record NodeTarget(NodeLocation Location, IReadOnlyList<string>? Names)
{
    /// <summary>For prompts and verbose lines: <c>VI_1, VI_2 on n1</c>.</summary>
    public string Describe() => $"{(Names is null ? "all instances" : string.Join(", ", Names))} on {Location}";
}
