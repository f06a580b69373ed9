using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Source;

/// <summary>The text is no YAML, or more than a configuration can be: nothing after this place is read.</summary>
internal sealed class SourceException(
    ConfigurationRule rule, SourcePosition position, string message, string? recommendation) : Exception(message)
{
    public ConfigurationRule Rule { get; } = rule;

    public SourcePosition Position { get; } = position;

    public string? Recommendation { get; } = recommendation;
}
