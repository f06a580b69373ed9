namespace HaVip.Configuration.Keepalived.Import;

internal static partial class InstanceKeywords
{
    private const string NoNotification = "Watch-HaVipState tells scripts what happens.";

    private static IEnumerable<Keyword<InstanceDraft>> Notification() =>
    [
        Lost("notify_master", NoNotification),
        Lost("notify_backup", NoNotification),
        Lost("notify_fault", NoNotification),
        Lost("notify_stop", NoNotification),
        Lost("notify_deleted", NoNotification),
        Lost("notify", NoNotification),
        Lost("notify_master_rx_lower_pri", NoNotification),
        Lost("notify_priority_changes", NoNotification),
        new("smtp_alert", (s, _, c) => Mail(s, c)),
    ];

    /// <summary>Mail is one topic, wherever it is written.</summary>
    public static void Mail(Language.Statement statement, ImportContext context) => context.LostOnce(
        "mail", statement, "HaVip sends no mail; a script that reads Watch-HaVipState can.");
}
