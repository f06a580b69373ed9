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
    private static readonly string[] RealModules = ["Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Management"];

    public static void AddTo(InitialSessionState state)
    {
        if (RealModules.All(IsInstalled))
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

    private static bool IsInstalled(string module) =>
        (Environment.GetEnvironmentVariable("PSModulePath") ?? "").Split(Path.PathSeparator)
            .Where(place => place.Length > 0)
            .Any(place => File.Exists(Path.Combine(place, module, module + ".psd1")));
}
