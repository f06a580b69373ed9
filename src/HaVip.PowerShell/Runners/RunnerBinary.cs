using System.Management.Automation;
using System.Runtime.InteropServices;

namespace HaVip.PowerShell.Runners;

/// <summary>Where the node runner's executable is.</summary>
internal static class RunnerBinary
{
    public const string FileName = "havip-node";

    /// <summary>
    /// Where <c>Install-HaVipNode</c> puts it for systemd: apart from the module, which updates may move.
    /// </summary>
    public const string InstalledPath = "/usr/local/lib/havip/havip-node";

    /// <summary>The folder <c>module</c>, in whose <c>bin</c> this assembly is.</summary>
    public static string ModuleFolder =>
        Path.GetDirectoryName(Path.GetDirectoryName(typeof(RunnerBinary).Assembly.Location))!;

    /// <summary>The module's own, for this machine's architecture.</summary>
    public static string ModulePath
    {
        get
        {
            var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
            return Path.Combine(ModuleFolder, "node", $"linux-{architecture}", FileName);
        }
    }

    /// <summary>The module's, which has the version of these cmdlets, else the installed one.</summary>
    /// <exception cref="HaVipException">RunnerNotFound.</exception>
    public static string Find()
    {
        if (File.Exists(ModulePath)) return ModulePath;
        if (File.Exists(InstalledPath)) return InstalledPath;
        throw Missing();
    }

    /// <exception cref="HaVipException">RunnerNotFound.</exception>
    public static string RequireInModule() => File.Exists(ModulePath) ? ModulePath : throw Missing();

    private static HaVipException Missing() => new(
        "RunnerNotFound",
        ErrorCategory.ObjectNotFound,
        $"The node runner is not at {ModulePath}.",
        "Build it with build.ps1, or install the module's package for this architecture.",
        ModulePath);
}
