using HaVip.Configuration.Keepalived.Import;
using HaVip.Configuration.Keepalived.Language;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived;

/// <summary>
/// Reads a configuration of keepalived as one of HaVip. Whatever the text holds, the answer is a result and never an
/// exception: what cannot be carried over is a warning with file, line and keyword, what makes no configuration an
/// error.
/// </summary>
public static class KeepalivedReader
{
    /// <summary>Reads a file and those it includes.</summary>
    public static ConfigurationReadResult ReadFile(string path, KeepalivedReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var findings = new Findings();
        var loader = new SourceLoader(findings);
        var file = loader.Load(path, new TextPlace(path, 1, 1));
        return Read(file, loader, findings, options ?? new KeepalivedReadOptions());
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">What would be in <c>keepalived.conf</c>.</param>
    /// <param name="fileName">What findings call it; null or empty for no name.</param>
    /// <param name="options">Where it is read.</param>
    public static ConfigurationReadResult Read(string text, string? fileName, KeepalivedReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = new Findings();
        options ??= new KeepalivedReadOptions();
        var name = string.IsNullOrEmpty(fileName) ? null : fileName;
        return Read(SourceFile.Of(text, name, options.Directory), new SourceLoader(findings), findings, options);
    }

    /// <summary>The virtual routers of a file, whatever else is in it; empty where it cannot be read.</summary>
    public static IReadOnlyList<KeepalivedRouter> FindRouters(string path, KeepalivedReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var findings = new Findings();
        var loader = new SourceLoader(findings);
        if (loader.Load(path, new TextPlace(path, 1, 1)) is not { } file) return [];
        var statements = KeepalivedLanguage.Read(file, loader, findings, options ?? new KeepalivedReadOptions());
        return
        [
            .. statements.Where(statement => statement is { Keyword.Text: InstanceKeywords.Block, Block: not null })
                .Select(statement => new KeepalivedRouter(
                    statement.Argument(0) ?? "",
                    Last(statement, "interface"),
                    StatementValues.ParseInteger(Last(statement, "virtual_router_id")))),
        ];
    }

    /// <summary>Which of some keywords a file has, at any depth.</summary>
    public static IReadOnlyList<string> FindKeywords(
        string path, IReadOnlyCollection<string> keywords, KeepalivedReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var findings = new Findings();
        var loader = new SourceLoader(findings);
        if (loader.Load(path, new TextPlace(path, 1, 1)) is not { } file) return [];
        var statements = KeepalivedLanguage.Read(file, loader, findings, options ?? new KeepalivedReadOptions());
        var top = statements.Concat(statements.SelectMany(statement => statement.Block ?? []));
        return [.. top.Select(statement => statement.Keyword.Text).Where(keywords.Contains).Distinct()];
    }

    private static string? Last(Statement instance, string keyword) =>
        instance.Block!.LastOrDefault(item => item.Keyword.Text == keyword)?.Argument(0);

    /// <summary>Every keyword it knows.</summary>
    internal static IEnumerable<string> Vocabulary => Import.Vocabulary.All;

    /// <summary>The characters that bytes are taken for.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes) => new SourceLoader(new Findings()).Decode(bytes, null);

    /// <summary>Reads the bytes of a file.</summary>
    internal static ConfigurationReadResult Read(
        ReadOnlySpan<byte> bytes, string? fileName, KeepalivedReadOptions? options = null)
    {
        var findings = new Findings();
        options ??= new KeepalivedReadOptions();
        var loader = new SourceLoader(findings);
        var file = SourceFile.Of(loader.Decode(bytes, fileName), fileName, options.Directory);
        return Read(file, loader, findings, options);
    }

    private static ConfigurationReadResult Read(
        SourceFile? file, SourceLoader loader, Findings findings, KeepalivedReadOptions options)
    {
        if (file is null) return new ConfigurationReadResult { Diagnostics = findings.Items };
        var statements = KeepalivedLanguage.Read(file, loader, findings, options);
        var context = new ImportContext(findings, options);
        var importer = new Importer(context);
        var configuration = importer.Import(statements);
        var all = InOrder([.. findings.Items, .. Validated(configuration, importer.Places, file, findings)]);
        var failed = all.Any(finding => finding.Severity == DiagnosticSeverity.Error);
        return new ConfigurationReadResult { Configuration = failed ? null : configuration, Diagnostics = all };
    }

    /// <summary>File by file as they were first spoken of, each from its beginning; sorting is stable.</summary>
    private static ConfigurationDiagnostic[] InOrder(ConfigurationDiagnostic[] findings)
    {
        var files = findings.Select(finding => finding.File).Distinct().ToList();
        return [.. findings.OrderBy(f => files.IndexOf(f.File)).ThenBy(f => f.Line).ThenBy(f => f.Column)];
    }

    /// <summary>What HaVip's own rules say, unless it is a consequence of what was said already.</summary>
    private static IEnumerable<ConfigurationDiagnostic> Validated(
        NodeConfiguration configuration, PlaceMap places, SourceFile file, Findings findings)
    {
        var isIncomplete = findings.Items.Any(finding => finding.RuleId == ImportRules.InstanceIncomplete.Id);
        return ConfigurationValidator.Validate(configuration)
            .Where(finding => !isIncomplete || finding.RuleId is not ("KeyRequired" or "VirtualRouterIdRange"))
            .Select(finding => places.Locate(finding, new TextPlace(file.Name, 1, 1)));
    }
}
