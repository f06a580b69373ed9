using System.Globalization;

namespace HaVip.Node.Logging;

/// <summary>The text of log lines: <c>2026-11-22T18:00:00.123Z info VI_1: Backup -> Master (…)</c>.</summary>
internal static class LogLine
{
    public static string Format(LogLevel level, long unixMicroseconds, string? instance, string message)
    {
        var time = DateTime.UnixEpoch.AddTicks(unixMicroseconds * TimeSpan.TicksPerMicrosecond);
        var stamp = time.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
        return $"{stamp}Z {Word(level)} {Body(instance, message)}\n";
    }

    /// <summary>
    /// For the journal, which keeps the time itself and takes the priority from the prefix (sd-daemon(3)).
    /// </summary>
    public static string FormatForJournal(LogLevel level, string? instance, string message) =>
        $"<{(int)level}>{Body(instance, message)}\n";

    /// <summary>One event is one line, whatever is in a message.</summary>
    private static string Body(string? instance, string message)
    {
        var line = message.ReplaceLineEndings("; ");
        return instance is null ? line : $"{instance}: {line}";
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        _ => "info",
    };
}
