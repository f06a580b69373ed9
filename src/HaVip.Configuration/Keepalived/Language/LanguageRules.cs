using HaVip.Core.Configuration;
using static HaVip.Core.Configuration.DiagnosticSeverity;

namespace HaVip.Configuration.Keepalived.Language;

/// <summary>
/// What can be wrong with the text of a keepalived configuration before anything in it has a meaning.
/// </summary>
internal static class LanguageRules
{
    public static readonly ConfigurationRule FileMissing = new("FileMissing", Error, []);
    public static readonly ConfigurationRule FileIsDirectory = new("FileIsDirectory", Error, []);
    public static readonly ConfigurationRule FileUnreadable = new("FileUnreadable", Error, []);
    public static readonly ConfigurationRule FileSize = new("FileSize", Error, []);
    public static readonly ConfigurationRule FileEncoding = new("FileEncoding", Warning, []);
    public static readonly ConfigurationRule IncludeMissing = new("IncludeMissing", Warning, []);
    public static readonly ConfigurationRule IncludeRequired = new("IncludeRequired", Error, []);
    public static readonly ConfigurationRule IncludeUnreadable = new("IncludeUnreadable", Error, []);
    public static readonly ConfigurationRule IncludeSkipped = new("IncludeSkipped", Warning, []);
    public static readonly ConfigurationRule IncludeNotFollowed = new("IncludeNotFollowed", Error, []);
    public static readonly ConfigurationRule IncludeLimit = new("IncludeLimit", Error, []);
    public static readonly ConfigurationRule CommentInWord = new("CommentInWord", Warning, []);
    public static readonly ConfigurationRule QuoteUnfinished = new("QuoteUnfinished", Warning, []);
    public static readonly ConfigurationRule BlockUnfinished = new("BlockUnfinished", Error, []);
    public static readonly ConfigurationRule BraceUnexpected = new("BraceUnexpected", Warning, []);
    public static readonly ConfigurationRule LineContinued = new("LineContinued", Warning, []);
    public static readonly ConfigurationRule ParameterUndefined = new("ParameterUndefined", Warning, []);
    public static readonly ConfigurationRule ParameterRandom = new("ParameterRandom", Error, []);
    public static readonly ConfigurationRule SequenceFormat = new("SequenceFormat", Error, []);
    public static readonly ConfigurationRule ExpansionLimit = new("ExpansionLimit", Error, []);
    public static readonly ConfigurationRule TooManyFindings = new("TooManyFindings", Error, []);
}
