using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <param name="Name">As keepalived writes it.</param>
/// <param name="Read">Takes the statement into the draft, or says what becomes of it.</param>
internal sealed record Keyword<TDraft>(string Name, Action<Statement, TDraft, ImportContext> Read);
