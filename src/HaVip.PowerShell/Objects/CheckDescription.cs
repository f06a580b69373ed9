namespace HaVip;

/// <summary>A check there is, as <c>-List</c> tells.</summary>
public sealed class CheckDescription
{
    public string Name { get; internal init; } = "";

    /// <summary>The question it answers.</summary>
    public string Description { get; internal init; } = "";

    public override string ToString() => Name;
}
