using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Installation;

/// <summary>Enables and starts a service again that was disabled and ended, as far as nobody has done so since.</summary>
internal sealed class ServiceUndo(RecordedChange change) : InstallationUndo
{
    private readonly ServiceState _then = ServiceState.Parse(change.Before);
    private readonly ServiceState _now = ServiceState.Of(change.Target);

    public override string? Before => _now.Text ?? "disabled";

    public override string? After => change.Before;

    public override bool IsNeeded => (_then.IsEnabled && !_now.IsEnabled) || (_then.IsRunning && !_now.IsRunning);

    public override void Apply()
    {
        if (_then.IsEnabled && !_now.IsEnabled) ExternalCommand.Require("systemctl", ["enable", change.Target]);
        if (!_then.IsRunning || _now.IsRunning) return;
        ExternalCommand.Run("systemctl", ["reset-failed", change.Target]);
        ExternalCommand.Require("systemctl", ["start", change.Target]);
    }
}
