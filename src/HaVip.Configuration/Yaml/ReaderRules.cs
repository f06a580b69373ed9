using HaVip.Core.Configuration;
using static HaVip.Core.Configuration.DiagnosticSeverity;

namespace HaVip.Configuration.Yaml;

/// <summary>What the reader itself can find; the values are <see cref="ConfigurationRules"/>' concern.</summary>
public static class ReaderRules
{
    // First in the file: the fields below add themselves to it, in their order.
    private static readonly List<ConfigurationRule> Defined = [];

    public static readonly ConfigurationRule FileMissing = Define(nameof(FileMissing));
    public static readonly ConfigurationRule FileIsDirectory = Define(nameof(FileIsDirectory));
    public static readonly ConfigurationRule FileUnreadable = Define(nameof(FileUnreadable));
    public static readonly ConfigurationRule FileSize = Define(nameof(FileSize));
    public static readonly ConfigurationRule FileEncoding = Define(nameof(FileEncoding));
    public static readonly ConfigurationRule FileOwnedByOthers = Define(nameof(FileOwnedByOthers));
    public static readonly ConfigurationRule FileReadableByOthers = Define(nameof(FileReadableByOthers));
    public static readonly ConfigurationRule FileWritableByOthers = Define(nameof(FileWritableByOthers));
    public static readonly ConfigurationRule YamlSyntax = Define(nameof(YamlSyntax));
    public static readonly ConfigurationRule TabIndentation = Define(nameof(TabIndentation));
    public static readonly ConfigurationRule TagNotSupported = Define(nameof(TagNotSupported));
    public static readonly ConfigurationRule AliasUnknown = Define(nameof(AliasUnknown));
    public static readonly ConfigurationRule NestingDepth = Define(nameof(NestingDepth));
    public static readonly ConfigurationRule DocumentSize = Define(nameof(DocumentSize));
    public static readonly ConfigurationRule DocumentSingle = Define(nameof(DocumentSingle));
    public static readonly ConfigurationRule DocumentEmpty = Define(nameof(DocumentEmpty));
    public static readonly ConfigurationRule KeyFormat = Define(nameof(KeyFormat));
    public static readonly ConfigurationRule KeyUnknown = Define(nameof(KeyUnknown));
    public static readonly ConfigurationRule KeyDuplicate = Define(nameof(KeyDuplicate));
    public static readonly ConfigurationRule KeyNotApplicable = Define(nameof(KeyNotApplicable));
    public static readonly ConfigurationRule KeyFileUnreadable = Define(nameof(KeyFileUnreadable));
    public static readonly ConfigurationRule CredentialUnavailable = Define(nameof(CredentialUnavailable));
    public static readonly ConfigurationRule ValueKind = Define(nameof(ValueKind));
    public static readonly ConfigurationRule ValueFormat = Define(nameof(ValueFormat));
    public static readonly ConfigurationRule ValueRange = Define(nameof(ValueRange));

    /// <summary>All of them, in the order above.</summary>
    public static IReadOnlyList<ConfigurationRule> All => Defined;

    private static ConfigurationRule Define(string id, DiagnosticSeverity severity = Error)
    {
        var rule = new ConfigurationRule(id, severity, []);
        Defined.Add(rule);
        return rule;
    }
}
