namespace HaVip.Node.Logging;

internal static class JournalStream
{
    /// <summary>
    /// Whether standard error is the journal's socket: the variable alone may be inherited by a process whose standard
    /// error is something else by now (systemd.exec(5)).
    /// </summary>
    public static bool IsStandardError()
    {
        var stream = Environment.GetEnvironmentVariable("JOURNAL_STREAM")?.Split(':');
        if (stream is not [_, var inode]) return false;
        return new FileInfo("/proc/self/fd/2").LinkTarget == $"socket:[{inode}]";
    }
}
