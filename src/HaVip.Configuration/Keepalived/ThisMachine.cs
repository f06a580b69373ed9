using System.Globalization;

namespace HaVip.Configuration.Keepalived;

/// <summary>What a configuration takes for granted of the machine it is on. What cannot be read is not there.</summary>
internal static class ThisMachine
{
    private const string Accounts = "/etc/passwd";
    private const string Tables = "/etc/iproute2/rt_tables";

    /// <summary>What keepalived's environment has for a program written without a folder.</summary>
    private static readonly string[] ProgramFolders =
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    public static string? FindProgram(string name) =>
        ProgramFolders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static bool HasUser(string name) =>
        Lines(Accounts).Any(line => line.StartsWith(name + ":", StringComparison.Ordinal));

    /// <summary>The number of a routing table that <c>ip</c> knows by a name.</summary>
    public static uint? FindTable(string name)
    {
        foreach (var line in TableFiles().SelectMany(Lines))
        {
            var words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2 && words[1] == name
                && uint.TryParse(words[0], NumberStyles.None, NumberFormatInfo.InvariantInfo, out var number))
                return number;
        }

        return null;
    }

    private static IEnumerable<string> TableFiles()
    {
        yield return Tables;
        if (!Directory.Exists(Tables + ".d")) yield break;
        foreach (var file in Directory.GetFiles(Tables + ".d", "*.conf").Order(StringComparer.Ordinal)) yield return file;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
