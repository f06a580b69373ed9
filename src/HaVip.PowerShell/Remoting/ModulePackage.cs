using System.Management.Automation;
using System.Reflection;
using System.Security.Cryptography;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Remoting;

/// <summary>This module as it is installed on another machine: its own tree, with the runner for that machine alone.</summary>
internal sealed class ModulePackage
{
    private static readonly string[] Beside = ["HaVip.psd1", "README.md", "LICENSE", "CHANGELOG.md"];

    private ModulePackage(IReadOnlyList<ModuleFile> files) => Files = files;

    /// <summary>As the folder of a version is named.</summary>
    public static string Version { get; } = typeof(ModulePackage).Assembly.GetName().Version!.ToString(3);

    /// <summary>Where every user's PowerShell looks for modules, in a folder per version.</summary>
    public static string Folder { get; } = $"/usr/local/share/powershell/Modules/HaVip/{Version}";

    public IReadOnlyList<ModuleFile> Files { get; }

    public long Length => Files.Sum(file => (long)file.Bytes.Length);

    /// <param name="runtime">Of the other machine, such as linux-x64.</param>
    /// <exception cref="HaVipException">RunnerNotFound or ModuleIncomplete.</exception>
    public static ModulePackage For(RemoteNode node, string runtime)
    {
        var root = Path.GetDirectoryName(RunnerBinary.ModuleFolder)!;
        var runners = Path.Combine(RunnerBinary.ModuleFolder, "node");
        if (!File.Exists(Path.Combine(runners, runtime, RunnerBinary.FileName))) throw NoRunner(node, runtime, runners);
        if (!File.Exists(Path.Combine(root, Beside[0]))) throw Incomplete(root);
        var paths = Beside.Select(name => Path.Combine(root, name)).Where(File.Exists)
            .Concat(Directory.EnumerateFiles(RunnerBinary.ModuleFolder, "*", SearchOption.AllDirectories))
            .Where(path => !path.StartsWith(runners, StringComparison.Ordinal)
                || path.StartsWith(Path.Combine(runners, runtime) + '/', StringComparison.Ordinal));
        return new ModulePackage([.. paths.Order(StringComparer.Ordinal).Select(path => Read(root, path))]);
    }

    /// <summary>Whether the other machine has just these files.</summary>
    public bool IsThere(IReadOnlyDictionary<string, string> hashes) =>
        hashes.Count == Files.Count && Files.All(file => hashes.TryGetValue(file.Path, out var hash) && hash == file.Hash);

    private static ModuleFile Read(string root, string path)
    {
        var bytes = File.ReadAllBytes(path);
        return new ModuleFile(Path.GetRelativePath(root, path), bytes, Convert.ToHexString(SHA256.HashData(bytes)));
    }

    private static HaVipException NoRunner(RemoteNode node, string runtime, string runners)
    {
        var there = Directory.Exists(runners) ? Directory.GetDirectories(runners) : [];
        return new HaVipException(
            "RunnerNotFound",
            ErrorCategory.NotImplemented,
            $"{node} is a {runtime} machine, and this module has no runner for that, only for {string.Join(", ", there.Select(Path.GetFileName).Order())}.",
            $"Use a module that has module/node/{runtime}/{RunnerBinary.FileName}.",
            node.Name);
    }

    private static HaVipException Incomplete(string root) => new(
        "ModuleIncomplete",
        ErrorCategory.ObjectNotFound,
        $"{root} has no HaVip.psd1, so it cannot be copied to another machine.",
        "Import the module from a package or a built checkout.",
        root);
}
