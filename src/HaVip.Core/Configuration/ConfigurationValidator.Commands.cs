namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckCommand(
        ConfigurationRule rule, IReadOnlyList<string> command, string path, DiagnosticList findings)
    {
        if (!IsAbsolute(command[0]))
        {
            findings.Add(
                rule,
                path,
                $"'{Shown(command[0])}' is not the absolute path of a program.",
                "Write the program and each argument as an item of its own: [/usr/local/bin/check, --fast]. No shell reads it.");
        }
        else if (command.Any(argument => argument.Contains('\0')))
            findings.Add(rule, path, "An argument holds a zero character, which none can.", "Leave it out.");
    }

    private static void CheckUser(ConfigurationRule rule, string? user, string path, DiagnosticList findings)
    {
        if (user is null || IsUser(user)) return;
        findings.Add(
            rule,
            path,
            $"'{Shown(user)}' is not a user of this machine's kind.",
            "Write a name such as nobody, or user and group: www-data:www-data");
    }

    private static void CheckNotify(IReadOnlyList<NotifySettings> notify, string path, DiagnosticList findings)
    {
        for (var i = 0; i < notify.Count; i++) CheckNotify(notify[i], $"{path}.{ConfigurationKeys.Notify}[{i}]", findings);
    }

    private static void CheckNotify(NotifySettings notify, string path, DiagnosticList findings)
    {
        if (notify.Command.Count > 0 == notify.Fifo is not null)
        {
            findings.Add(
                TrackingRules.NotifyTarget,
                path,
                notify.Fifo is null ? "There is nobody to tell." : "There are both a command and a fifo.",
                "Write either 'command: [/etc/havip/notify]' or 'fifo: /run/havip/events'; a list may hold one after the other.");
        }

        if (notify.Command.Count > 0)
            CheckCommand(TrackingRules.NotifyCommandFormat, notify.Command, $"{path}.{ConfigurationKeys.Command}", findings);
        if (notify.Fifo is { } fifo && !IsAbsolute(fifo))
        {
            findings.Add(
                TrackingRules.NotifyFifoFormat,
                $"{path}.{ConfigurationKeys.Fifo}",
                $"'{Shown(fifo)}' is not the absolute path of a named pipe.",
                "Begin it with '/', without '..'.");
        }

        if (notify.Events == NotifyEvents.None)
        {
            findings.Add(
                TrackingRules.NotifyEventRequired,
                $"{path}.{ConfigurationKeys.Events}",
                "There is no event, so nobody is ever told.",
                "Leave events out for master, backup, fault and stop.");
        }

        CheckBetween(
            TrackingRules.NotifyTimeoutRange,
            $"{path}.{ConfigurationKeys.Timeout}",
            notify.Timeout,
            ConfigurationLimits.MinimumTimeout,
            ConfigurationLimits.MaximumTimeout,
            findings);
        CheckRange(
            TrackingRules.NotifyRetryRange,
            $"{path}.{ConfigurationKeys.Retry}",
            notify.Retry,
            ConfigurationLimits.MaximumTimeout,
            findings);
        CheckUser(TrackingRules.NotifyUserFormat, notify.User, $"{path}.{ConfigurationKeys.User}", findings);
    }

    private static bool IsAbsolute(string path) =>
        path is ['/', _, ..] && path[^1] != '/' && !path.Any(char.IsControl) && !path.Split('/').Contains("..");

    /// <summary><c>name</c> or <c>name:group</c>, or their numbers.</summary>
    private static bool IsUser(string user)
    {
        var parts = user.Split(':');
        return parts.Length <= 2 && parts.All(p => p.Length is > 0 and <= 32
            && p.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '$') && p[0] != '-');
    }
}
