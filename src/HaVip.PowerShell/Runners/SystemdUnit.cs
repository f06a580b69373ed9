using System.Globalization;
using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Runners;

/// <summary>The runner as a service of the host's systemd.</summary>
internal static class SystemdUnit
{
    public const string Name = "havip.service";
    public const string UnitPath = "/etc/systemd/system/havip.service";
    public const string EnabledLink = "/etc/systemd/system/multi-user.target.wants/havip.service";

    /// <summary>The unit as the module brings it.</summary>
    public static string TemplatePath => Path.Combine(RunnerBinary.ModuleFolder, "systemd", Name);

    /// <summary>systemd is this machine's first process (<c>sd_booted(3)</c>).</summary>
    public static bool IsSystemdRunning => Directory.Exists("/run/systemd/system");

    public static bool IsInstalled => IsSystemdRunning && File.Exists(UnitPath);

    public static void Start(CancellationToken stopping) => Control("start", stopping);

    public static void Stop(CancellationToken stopping) => Control("stop", stopping);

    public static void Reload() => ExternalCommand.Require("systemctl", ["daemon-reload"]);

    /// <summary>
    /// Whether that process is the service's: then systemd has to be told to stop it, or it starts it again.
    /// </summary>
    public static bool Runs(int processId)
    {
        if (!IsInstalled) return false;
        var main = ExternalCommand.Run("systemctl", ["show", "--property=MainPID", "--value", Name]).Output;
        return main.Contains(processId.ToString(CultureInfo.InvariantCulture));
    }

    private static void Control(string verb, CancellationToken stopping) =>
        ExternalCommand.Require("systemctl", [verb, Name], null, stopping);
}
