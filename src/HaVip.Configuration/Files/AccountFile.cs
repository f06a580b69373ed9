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

    /// <summary>The first group of a user.</summary>
    public static uint? GroupOf(string user, string? root = null) =>
        Find(Path.Combine(root ?? "/", "etc/passwd"), user, 3);

    /// <summary>The groups that list a user as their member.</summary>
    public static IReadOnlyList<uint> GroupsWith(string user, string? root = null)
    {
        var file = Path.Combine(root ?? "/", "etc/group");
        if (!File.Exists(file)) return [];
        var entries = File.ReadLines(file).Select(line => line.Split(':')).Where(entry => entry.Length > 3);
        return [.. entries.Where(entry => entry[3].Split(',').Contains(user)).Select(entry => Number(entry, 2)).OfType<uint>()];
    }

    private static uint? Find(string file, string name, int field = 2) =>
        Entry(file, name) is { } entry && entry.Length > field ? Number(entry, field) : null;

    private static uint? Number(string[] entry, int field) =>
        uint.TryParse(entry[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[]? Entry(string file, string name)
    {
        if (!File.Exists(file)) return null;
        var start = name + ":";
        return File.ReadLines(file).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal))?.Split(':');
    }
}
