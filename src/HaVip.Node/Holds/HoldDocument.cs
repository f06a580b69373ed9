namespace HaVip.Node.Holds;

/// <summary>The holds file: what operators' commands made of this node, for the next runner.</summary>
internal sealed record HoldDocument
{
    public const int CurrentVersion = 1;

    public int Version { get; init; }

    public IReadOnlyList<HoldEntry> Holds { get; init; } = [];
}
