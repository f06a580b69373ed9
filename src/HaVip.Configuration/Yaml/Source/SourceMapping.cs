namespace HaVip.Configuration.Yaml.Source;

internal sealed class SourceMapping(
    SourcePosition position, IReadOnlyList<KeyValuePair<SourceNode, SourceNode>> entries, int size) : SourceNode(position)
{
    /// <summary>In the order of the file, a key written twice as two entries.</summary>
    public IReadOnlyList<KeyValuePair<SourceNode, SourceNode>> Entries { get; } = entries;

    public override int Size { get; } = size;

    public override string Kind => "a mapping";
}
