using System.Management.Automation;
using HaVip.Configuration.Keepalived;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Commands;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Installation;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Processes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Keepalived;

/// <summary>
/// Puts HaVip in the place of a keepalived on the same machine. HaVip starts beside it: neither hears the other, as
/// their packets do not come back to the machine, so HaVip becomes what keepalived is. Where that is Master, both
/// advertise from the same address for a moment, which no other node can tell from one. Then keepalived ends without a
/// chance to say goodbye or to remove anything, and HaVip claims what it left.
/// </summary>
internal sealed class KeepalivedTakeover(HaVipCmdlet cmdlet, NodeLocation node, KeepalivedProcess process)
{
    private const string Service = "keepalived.service";
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    /// <summary>What keepalived makes that would stay behind, or do without it.</summary>
    private static readonly string[] Obstacles =
        ["use_vmac", "use_vmac_addr", "use_ipvlan", "no_accept", "vrrp_strict", "strict_mode", "virtual_server", "virtual_server_group"];

    public override string ToString() => $"keepalived (process {process.ProcessId})";

    /// <summary>Refuses before anything is done.</summary>
    /// <exception cref="HaVipException">TakeoverNotPossible.</exception>
    public void Check()
    {
        var options = KeepalivedImport.Options(process.ConfigId);
        if (KeepalivedReader.FindKeywords(process.ConfigurationPath, Obstacles, options) is not [var first, ..]) return;
        throw new HaVipException(
            "TakeoverNotPossible",
            ErrorCategory.InvalidOperation,
            $"keepalived (process {process.ProcessId}) uses '{first}' in {process.ConfigurationPath}: what that makes would stay "
                + "behind, or be missed.",
            "Hand over to the other node first: stop keepalived here, and install without -Takeover.",
            process.ProcessId);
    }

    /// <param name="limit">How long to wait for HaVip beside keepalived.</param>
    /// <param name="remember">Takes what an uninstallation is to undo.</param>
    public IReadOnlyList<InstallationChange> Run(TimeSpan limit, Action<RecordedChange> remember)
    {
        var target = new NodeTarget(node, null);
        var control = new InstanceControl(cmdlet);
        control.Start(target);
        var states = WaitUntilSettled(control, target, limit);
        var service = DisableService(remember);
        cmdlet.WriteVerbose($"Ending keepalived, process {process.ProcessId}.");
        if (states.Any(state => state.State == VrrpState.Master)) EndAtOnce();
        else ProcessSignal.SendTerminate(process.ProcessId);
        WaitForEnd();
        using var client = ControlClient.TryConnect(node.ControlSocket, cmdlet.Cancellation)
            ?? throw ControlErrors.NotRunning(node);
        client.Send(new ControlRequest { Command = ControlCommand.Claim }, cmdlet.Cancellation);
        var ended = new InstallationChange
        {
            Kind = "Process",
            Target = $"keepalived (process {process.ProcessId})",
            Before = $"running with {process.ConfigurationPath}",
            Changed = true,
            Reason = "HaVip has taken over from it",
        };
        return service is null ? [ended] : [service, ended];
    }

    /// <summary>A Master, or a Backup that hears one: what keepalived is on this machine.</summary>
    private IReadOnlyList<InstanceState> WaitUntilSettled(InstanceControl control, NodeTarget target, TimeSpan limit)
    {
        using var report = new WaitReport(cmdlet, "Waiting for HaVip beside keepalived", limit);
        while (true)
        {
            var states = StateReader.Read(node, cmdlet.Cancellation);
            var missing = states.Where(state => !StateWait.IsReached(state, null)).ToList();
            if (missing.Count == 0) return states;
            if (report.Expired)
            {
                control.Stop(target, EndLimit, keepRunner: false);
                throw StateWait.TimedOut(states, null, limit);
            }

            report.Show(string.Join(", ", missing));
            cmdlet.Pause(Rhythm);
        }
    }

    /// <summary>
    /// A first process that ends takes the others along gracefully, so it ends last; a held one starts no other.
    /// </summary>
    private void EndAtOnce()
    {
        ProcessSignal.SendStop(process.ProcessId);
        foreach (var child in process.Children) ProcessSignal.SendKill(child);
        ProcessSignal.SendKill(process.ProcessId);
    }

    private void WaitForEnd()
    {
        using var report = new WaitReport(cmdlet, "Waiting for keepalived to end", EndLimit);
        while (RunnerProcess.IsRunning(process.ProcessId) || process.Children.Any(RunnerProcess.IsRunning))
        {
            if (report.Expired)
            {
                throw new HaVipException(
                    "KeepalivedStillRunning",
                    ErrorCategory.OperationTimeout,
                    $"keepalived (process {process.ProcessId}) has not ended; HaVip runs beside it.",
                    "End it, then run Restart-HaVipInstance.",
                    process.ProcessId);
            }

            report.Show("keepalived ends");
            cmdlet.Pause(Rhythm);
        }
    }

    /// <summary>It must neither be started again now nor at the next boot.</summary>
    private InstallationChange? DisableService(Action<RecordedChange> remember)
    {
        if (!node.IsHost || !SystemdUnit.IsSystemdRunning || ServiceState.Of(Service).Text is not { } before) return null;
        remember(new RecordedChange(StepKind.Service, Service, before, "disabled"));
        var result = ExternalCommand.Run("systemctl", ["disable", Service]);
        if (result.ExitCode != 0) cmdlet.WriteWarning($"{Service} cannot be disabled: {result.Complaint}");
        return new InstallationChange
        {
            Kind = nameof(StepKind.Service),
            Target = Service,
            Before = before,
            After = "disabled",
            Changed = true,
        };
    }
}
