using System.Globalization;
using HaVip.Configuration.Keepalived;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Keepalived;

/// <summary>A keepalived that runs: its first process, those it started, and its configuration.</summary>
internal sealed record KeepalivedProcess(
    int ProcessId, IReadOnlyList<int> Children, string ConfigurationPath, string? ConfigId)
{
    public const string DefaultConfiguration = "/etc/keepalived/keepalived.conf";

    private const string Program = "keepalived";

    /// <summary>Every keepalived in the network namespace of a node, whoever started it.</summary>
    public static IReadOnlyList<KeepalivedProcess> Find(NodeLocation node)
    {
        if (node.IsImage) return [];
        var all = ProcessIds(node.NetworkNamespace).Where(IsKeepalived).ToHashSet();
        return
        [
            .. all.Where(id => !all.Contains(ParentOf(id))).Order()
                .Select(id => Of(id, [.. all.Where(other => ParentOf(other) == id).Order()])),
        ];
    }

    /// <summary>The virtual routers it speaks for; empty where its configuration cannot be read.</summary>
    public IReadOnlyList<KeepalivedRouter> Routers() =>
        KeepalivedReader.FindRouters(ConfigurationPath, KeepalivedImport.Options(ConfigId));

    private static IEnumerable<int> ProcessIds(string? networkNamespace)
    {
        if (networkNamespace is not null)
        {
            return ExternalCommand.Require("ip", ["netns", "pids", networkNamespace])
                .Select(line => int.Parse(line, CultureInfo.InvariantCulture));
        }

        var own = Link("self", "ns/net");
        return Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && own is not null && Link($"{id}", "ns/net") == own);
    }

    /// <summary>By its program, as it may give its processes other names.</summary>
    private static bool IsKeepalived(int id) =>
        Path.GetFileName(Link($"{id}", "exe")?.Split(" (deleted)")[0]) == Program;

    private static KeepalivedProcess Of(int id, IReadOnlyList<int> children)
    {
        var words = Read(id, "cmdline").Split('\0');
        var path = Option(words, "-f", "--use-file") ?? DefaultConfiguration;
        var folder = Link($"{id}", "cwd") ?? "/";
        return new KeepalivedProcess(id, children, Path.Combine(folder, path), Option(words, "-i", "--config-id"));
    }

    /// <summary>As getopt reads it: the value may be a word of its own, or behind the option.</summary>
    private static string? Option(string[] words, string brief, string full)
    {
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i] == brief || words[i] == full) return i + 1 < words.Length ? words[i + 1] : null;
            if (words[i].StartsWith(full + "=", StringComparison.Ordinal)) return words[i][(full.Length + 1)..];
            if (words[i].StartsWith(brief, StringComparison.Ordinal) && !words[i].StartsWith("--", StringComparison.Ordinal))
                return words[i][brief.Length..];
        }

        return null;
    }

    private static int ParentOf(int id)
    {
        const int Parent = 1;
        var stat = Read(id, "stat");
        var end = stat.LastIndexOf(')');
        if (end < 0) return 0;
        return int.Parse(stat[(end + 2)..].Split(' ')[Parent], CultureInfo.InvariantCulture);
    }

    /// <summary>Empty where the process has ended meanwhile.</summary>
    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Null where the process has ended meanwhile, or is a thread of the kernel.</summary>
    private static string? Link(string process, string file)
    {
        try
        {
            return new FileInfo($"/proc/{process}/{file}").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
