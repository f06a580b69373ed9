namespace HaVip.Node.Logging;

/// <summary>The numbers are syslog's priorities, as the journal reads them.</summary>
internal enum LogLevel
{
    Error = 3,
    Warning = 4,
    Info = 6,
}
