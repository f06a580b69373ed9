using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>Everything a <c>vrrp_instance</c> may hold.</summary>
internal static partial class InstanceKeywords
{
    public const string Block = "vrrp_instance";

    private static readonly Lazy<KeywordTable<InstanceDraft>> Table = new(() => new KeywordTable<InstanceDraft>(
        Block,
        [.. Election(), .. Transport(), .. Addresses(), .. Announcements(), .. Tracking(), .. Notification()]));

    public static KeywordTable<InstanceDraft> Keywords => Table.Value;

    private static Keyword<InstanceDraft> Define(string name, Action<Statement, InstanceDraft, ImportContext> read) =>
        new(name, (statement, draft, context) =>
        {
            draft.Statements[name] = statement;
            read(statement, draft, context);
        });

    private static Keyword<InstanceDraft> Lost(string name, string instead) =>
        new(name, (statement, _, context) => context.Lost(statement, instead));

    /// <summary>HaVip does so anyway, or it makes no difference.</summary>
    private static Keyword<InstanceDraft> Nothing(string name) => new(name, (_, _, _) => { });
}
