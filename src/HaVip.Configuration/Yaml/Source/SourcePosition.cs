namespace HaVip.Configuration.Yaml.Source;

/// <summary>A place in the text, both 1-based.</summary>
internal readonly record struct SourcePosition(int Line, int Column);
