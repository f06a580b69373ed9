namespace HaVip.Configuration.Yaml.Source;

/// <summary>A value of the file with its place. An alias is the very node it refers to.</summary>
internal abstract class SourceNode(SourcePosition position)
{
    public SourcePosition Position { get; } = position;

    /// <summary>The offset behind its last character, comments after it not counted; only for editing the text.</summary>
    public int End { get; init; }

    /// <summary>A list in brackets or a mapping in braces.</summary>
    public bool IsFlow { get; init; }

    /// <summary>How many values this one stands for with all aliases written out.</summary>
    public virtual int Size => 1;

    /// <summary>What it is, for a message: <c>a list</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Nothing is written there, or <c>null</c>: the key counts as left out.</summary>
    public virtual bool IsNull => false;
}
