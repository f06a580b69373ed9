namespace HaVip.Configuration.Yaml.Source;

internal sealed class SourceList(SourcePosition position, IReadOnlyList<SourceNode> items, int size) : SourceNode(position)
{
    public IReadOnlyList<SourceNode> Items { get; } = items;

    public override int Size { get; } = size;

    public override string Kind => "a list";
}
