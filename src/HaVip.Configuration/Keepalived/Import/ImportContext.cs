using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>What one import collects beside the configuration: the findings, and where everything stood.</summary>
internal sealed class ImportContext(Findings findings, KeepalivedReadOptions options)
{
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public KeepalivedReadOptions Options => options;

    /// <summary>The block that is being read, as paths name it; empty outside of all.</summary>
    public string Block { get; set; } = "";

    public void Add(ConfigurationRule rule, Statement statement, string message, string? advice = null) =>
        Add(rule, statement.Place, statement.Keyword.Text, message, advice);

    public void Add(ConfigurationRule rule, TextPlace place, string keyword, string message, string? advice = null)
    {
        var shown = Yaml.Shown.Text(keyword);
        findings.Add(rule, place, message, advice, Block.Length == 0 ? shown : $"{Block}.{shown}");
    }

    /// <summary>The first time alone.</summary>
    public void AddOnce(ConfigurationRule rule, Statement statement, string message)
    {
        if (_said.Add(rule.Id)) Add(rule, statement, message);
    }

    /// <summary>Says what is lost, and what HaVip does in its place.</summary>
    public void Lost(Statement statement, string instead) => Add(
        ImportRules.NotCarriedOver, statement, $"'{Yaml.Shown.Text(statement.Keyword.Text)}' is not carried over: {instead}");

    /// <summary>As <see cref="Lost"/>, but once for all keywords of a topic.</summary>
    public void LostOnce(string topic, Statement statement, string instead)
    {
        if (_said.Add(topic)) Lost(statement, instead);
    }

    /// <summary>The value is none, so keepalived leaves everything as it was.</summary>
    public void Ignored(Statement statement, string expected) => Add(
        ImportRules.ValueIgnored,
        statement,
        $"'{Yaml.Shown.Text(statement.Keyword.Text)}' has no value that keepalived takes, so it ignores it, and so do we.",
        $"Expected {expected}.");
}
