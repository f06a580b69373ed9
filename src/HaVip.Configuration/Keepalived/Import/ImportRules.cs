using HaVip.Core.Configuration;
using static HaVip.Core.Configuration.DiagnosticSeverity;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>What can be said about the meaning of a keepalived configuration when it becomes one of HaVip.</summary>
internal static class ImportRules
{
    public static readonly ConfigurationRule KeywordUnknown = new("KeywordUnknown", Warning, []);
    public static readonly ConfigurationRule KeywordMisplaced = new("KeywordMisplaced", Warning, []);
    public static readonly ConfigurationRule BlockMissing = new("BlockMissing", Warning, []);
    public static readonly ConfigurationRule BlockSkipped = new("BlockSkipped", Warning, []);

    /// <summary>Something that keepalived does and HaVip does not, or does by itself.</summary>
    public static readonly ConfigurationRule NotCarriedOver = new("NotCarriedOver", Warning, []);

    /// <summary>keepalived itself would not have taken the value.</summary>
    public static readonly ConfigurationRule ValueIgnored = new("ValueIgnored", Warning, []);

    /// <summary>The value became the nearest one that is possible.</summary>
    public static readonly ConfigurationRule ValueAdjusted = new("ValueAdjusted", Warning, []);

    public static readonly ConfigurationRule NameAdjusted = new("NameAdjusted", Warning, []);
    public static readonly ConfigurationRule NameTaken = new("NameTaken", Warning, []);
    public static readonly ConfigurationRule NameUnknown = new("NameUnknown", Warning, []);
    public static readonly ConfigurationRule StateCancels = new("StateCancels", Warning, []);
    public static readonly ConfigurationRule ScriptNeedsShell = new("ScriptNeedsShell", Warning, []);
    public static readonly ConfigurationRule ArgumentsAdded = new("ArgumentsAdded", Warning, []);
    public static readonly ConfigurationRule ScriptsAsRoot = new("ScriptsAsRoot", Warning, []);
    public static readonly ConfigurationRule StrictMode = new("StrictMode", Warning, []);
    public static readonly ConfigurationRule InstanceIncomplete = new("InstanceIncomplete", Error, []);
    public static readonly ConfigurationRule KeyUnreadable = new("KeyUnreadable", Error, []);
}
