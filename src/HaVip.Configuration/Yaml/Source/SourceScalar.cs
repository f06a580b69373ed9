namespace HaVip.Configuration.Yaml.Source;

/// <param name="isPlain">Written without quotes, so that <c>true</c>, <c>null</c> and numbers mean themselves.</param>
internal sealed class SourceScalar(SourcePosition position, string text, bool isPlain) : SourceNode(position)
{
    public string Text { get; } = text;

    public bool IsPlain { get; } = isPlain;

    public override string Kind => "a single value";

    public override bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}
