namespace HaVip.Configuration.Keepalived.Import;

internal static partial class InstanceKeywords
{
    private static IEnumerable<Keyword<InstanceDraft>> Notification() =>
        NotifyReader.Keywords.Select(keyword => Define(keyword.Name, (s, d, c) => keyword.Read(s, d.Notify, c)));
}
