using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace HaVip.Shell.Hosting;

/// <summary>
/// The everyday cmdlets of Microsoft.PowerShell.Utility and Management this shell brings along. They are left out as
/// soon as the real ones can be loaded. Their namespace is that of the real ones, as it is part of the error ids and
/// output types which scripts and format files refer to.
/// </summary>
internal static class EverydayCommands
{
    private static readonly string[] RealModules = ["Utility", "Management"];

    public static void AddTo(InitialSessionState state)
    {
        if (RealOnesAreThere())
        {
            return;
        }

        foreach (var type in typeof(EverydayCommands).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet)
            {
                state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, null));
            }
        }
    }

    public static bool RealOnesAreThere()
    {
        var places = (Environment.GetEnvironmentVariable("PSModulePath") ?? "").Split(Path.PathSeparator);
        return RealOnesAreThere(places, Path.GetDirectoryName(typeof(PSObject).Assembly.Location)!);
    }

    /// <summary>
    /// Whether both real modules are on the module path and their assemblies beside the engine, where they are loaded
    /// from. A shell started from pwsh inherits a path to modules whose assemblies only pwsh's own engine can load.
    /// </summary>
    public static bool RealOnesAreThere(IReadOnlyCollection<string> places, string engineFolder) => RealModules.All(name =>
        File.Exists(Path.Combine(engineFolder, $"Microsoft.PowerShell.Commands.{name}.dll"))
        && places.Any(place => place.Length > 0 && File.Exists(
            Path.Combine(place, $"Microsoft.PowerShell.{name}", $"Microsoft.PowerShell.{name}.psd1"))));
}
