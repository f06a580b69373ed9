using HaVip.Configuration.Yaml.Binding;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml;

/// <summary>
/// Reads and validates a node's configuration. Whatever the text holds, the answer is a result and never an exception;
/// each finding names its line and column.
/// </summary>
public static partial class ConfigurationReader
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Reads the text of a configuration.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="fileName">What findings call it; null or empty for no name.</param>
    public static ConfigurationReadResult Read(string text, string? fileName) =>
        Read(text, fileName, requiresSecrets: false);

    private static ConfigurationReadResult Read(string text, string? fileName, bool requiresSecrets)
    {
        ArgumentNullException.ThrowIfNull(text);
        var context = new BindingContext(string.IsNullOrEmpty(fileName) ? null : fileName, requiresSecrets);
        var configuration = Bind(text.TrimStart(ByteOrderMark), context);
        if (configuration is not null) context.Findings.AddRange(Validated(configuration, context));
        return Result(configuration, context.Findings);
    }

    private static NodeConfiguration? Bind(string text, BindingContext context)
    {
        try
        {
            var root = SourceComposer.Compose(text);
            if (root is null or { IsNull: true })
            {
                context.Report(
                    ReaderRules.DocumentEmpty,
                    "",
                    new SourcePosition(1, 1),
                    "The configuration is empty.",
                    "Write 'instances: []' where the node shall take part in nothing.");
                return null;
            }

            context.Place("", root.Position);
            return ConfigurationFormat.Root.TryRead(context, root, "", out var read) ? read : null;
        }
        catch (SourceException e)
        {
            context.Report(e.Rule, "", e.Position, e.Message, e.Recommendation);
            return null;
        }
    }

    private static ConfigurationDiagnostic[] Validated(NodeConfiguration configuration, BindingContext context)
    {
        var unread = new UnreadPaths(context.Findings);
        var findings = ConfigurationValidator.Validate(configuration);
        return findings.Where(f => !unread.Concern(f)).Select(context.Locate).ToArray();
    }

    private static ConfigurationReadResult Result(
        NodeConfiguration? configuration, IEnumerable<ConfigurationDiagnostic> findings)
    {
        // Sorting is stable, so findings at one place keep the order in which they were made.
        var ordered = findings.OrderBy(f => f.Line).ThenBy(f => f.Column).ToArray();
        var failed = ordered.Any(d => d.Severity == DiagnosticSeverity.Error);
        return new ConfigurationReadResult { Configuration = failed ? null : configuration, Diagnostics = ordered };
    }
}
