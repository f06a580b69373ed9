using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Installation;

/// <summary>Kernel parameters as they are live, on the host or in a network namespace, by the names sysctl(8) uses.</summary>
internal static class Sysctl
{
    /// <summary>Null where the kernel, or the namespace, has no such parameter.</summary>
    public static string? Read(string key, string? networkNamespace)
    {
        var path = PathOf(key);
        if (networkNamespace is null) return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        if (!NetworkNamespaceName.Exists(networkNamespace)) return null;
        string[] words = ["netns", "exec", networkNamespace, "cat", path];
        var result = ExternalCommand.Run("ip", words);
        if (result.ExitCode == 0) return string.Join('\n', result.Output).Trim();
        return result.Complaint.Contains("No such file", StringComparison.Ordinal)
            ? null
            : throw ExternalCommand.Failed("ip", words, result);
    }

    public static void Write(string key, string value, string? networkNamespace)
    {
        var path = PathOf(key);
        if (networkNamespace is null) File.WriteAllText(path, value);
        else ExternalCommand.Require("ip", ["netns", "exec", networkNamespace, "tee", path], value + "\n");
    }

    /// <summary>A parameter of one interface, whose dots are slashes in a name of sysctl(8).</summary>
    public static string OfInterface(string family, string interfaceName, string parameter) =>
        $"net.{family}.conf.{interfaceName.Replace('.', '/')}.{parameter}";

    private static string PathOf(string key) => "/proc/sys/" + string.Concat(key.Select(Swap));

    private static char Swap(char c) => c switch
    {
        '.' => '/',
        '/' => '.',
        _ => c,
    };
}
