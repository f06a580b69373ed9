using System.Globalization;

namespace HaVip.Configuration.Files;

/// <summary>
/// The accounts of a machine or an image as <c>/etc/passwd</c> and <c>/etc/group</c> have them (passwd(5), group(5)).
/// </summary>
public static class AccountFile
{
    /// <summary>The user a runner of systemd is, and its private group: nobody else is in it.</summary>
    public const string Runner = "havip-node";

    /// <summary>The number of a user; null where there is none of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="root">An image's root folder; null for this machine.</param>
    public static uint? User(string name, string? root = null) => Find(Path.Combine(root ?? "/", "etc/passwd"), name);

    /// <summary>As for users.</summary>
    public static uint? Group(string name, string? root = null) => Find(Path.Combine(root ?? "/", "etc/group"), name);

    /// <summary>Whom a group lists as its members; empty where there is no such group.</summary>
    public static IReadOnlyList<string> Members(string group, string? root = null)
    {
        const int MemberList = 3;
        var entry = Entry(Path.Combine(root ?? "/", "etc/group"), group);
        return entry?.Length > MemberList ? entry[MemberList].Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
    }

    private static uint? Find(string file, string name)
    {
        const int Number = 2;
        return Entry(file, name) is { Length: > Number } entry
            && uint.TryParse(entry[Number], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private static string[]? Entry(string file, string name)
    {
        if (!File.Exists(file)) return null;
        var start = name + ":";
        return File.ReadLines(file).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal))?.Split(':');
    }
}
