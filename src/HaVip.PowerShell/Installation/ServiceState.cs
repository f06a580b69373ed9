using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Installation;

/// <summary>Whether a unit of the host's systemd is started at boot, and runs.</summary>
internal sealed record ServiceState(bool IsEnabled, bool IsRunning)
{
    private const string Enabled = "enabled";
    private const string Running = "running";

    public static ServiceState Of(string unit) => new(
        ExternalCommand.Run("systemctl", ["is-enabled", unit]).Output is [Enabled],
        ExternalCommand.Run("systemctl", ["is-active", "--quiet", unit]).ExitCode == 0);

    /// <summary>As the record has it: <c>enabled, running</c>.</summary>
    public static ServiceState Parse(string? text) => new(
        text?.Contains(Enabled, StringComparison.Ordinal) == true, text?.Contains(Running, StringComparison.Ordinal) == true);

    /// <summary>Null where it is neither.</summary>
    public string? Text => (IsEnabled, IsRunning) switch
    {
        (true, true) => $"{Enabled}, {Running}",
        (true, false) => Enabled,
        (false, true) => Running,
        _ => null,
    };
}
