using System.Globalization;
using HaVip.Configuration.Files;
using HaVip.Linux;

namespace HaVip.Node.Programs;

/// <summary>
/// Who runs the commands of the configuration. A runner of systemd is nobody's user already and its commands are the same
/// user, without its capabilities. One that root started has them run by <c>nobody</c> where nothing else is written.
/// </summary>
internal static class ProgramUser
{
    private const string Nobody = "nobody";

    /// <summary>
    /// Makes the calling thread this user, without any capability, for good. Returns why that cannot be; then the thread
    /// must start nothing.
    /// </summary>
    /// <param name="written"><c>user</c> or <c>user:group</c>; null where nothing is.</param>
    public static string? TryBecome(string? written)
    {
        try
        {
            if (Fault(written, out var user) is { } fault) return fault;
            ThreadPrivileges.GiveUp(user);
            return null;
        }
        catch (Exception error) when (error is LinuxException or IOException or UnauthorizedAccessException)
        {
            return $"commands cannot be run as {Name(written)}: {error.Message}";
        }
    }

    /// <summary>Why commands cannot be run by this user; null where they can.</summary>
    /// <param name="written"><c>user</c> or <c>user:group</c>; null where nothing is.</param>
    /// <param name="user">Whom a thread has to become; null where it is that user already.</param>
    public static string? Fault(string? written, out RunAs? user)
    {
        user = null;
        if (Name(written) is not { } name) return null;
        if (Find(name) is not { } found) return $"there is no user or group '{name}' on this machine";
        if (found.User == FileOwner.Self.User && found.Group == FileOwner.Self.Group) return null;
        user = found;
        return ThreadPrivileges.CanBecome ? null : CannotBecome(name);
    }

    /// <summary>What a runner that root starts needs to keep for its commands.</summary>
    public static bool IsNeeded(IEnumerable<string?> written) => written.Any(Differs);

    private static bool Differs(string? written) =>
        Name(written) is { } name && Find(name) is { } user && user.User != FileOwner.Self.User;

    private static string CannotBecome(string name) => FileOwner.Self.User == 0
        ? $"this runner gave up becoming '{name}' when it started, as no command was configured: restart it"
        : $"the runner is a user of its own and cannot become '{name}': leave the user out, or give the unit "
            + "CAP_SETUID and CAP_SETGID in a drop-in";

    /// <summary>Null where commands are run by whoever the runner is.</summary>
    private static string? Name(string? written) => written ?? (FileOwner.Self.User == 0 ? Nobody : null);

    private static RunAs? Find(string name)
    {
        var parts = name.Split(':');
        var isNumber = uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if ((isNumber ? number : AccountFile.User(parts[0])) is not { } user) return null;
        if (Group(parts) is not { } group) return null;
        var groups = AccountFile.GroupsWith(parts[0]).Where(one => one != group);
        return new RunAs(user, group, [group, .. groups]);
    }

    private static uint? Group(string[] parts)
    {
        if (parts.Length == 1) return AccountFile.GroupOf(parts[0]);
        var isNumber = uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber ? number : AccountFile.Group(parts[1]);
    }
}
