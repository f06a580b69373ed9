using System.Management.Automation;
using HaVip.Core.Control;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Installation;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Commands;

/// <summary>Has the runner of a node go on as the runner that this module brings.</summary>
internal sealed class RunnerReplacement(HaVipCmdlet cmdlet, NodeLocation node)
{
    /// <summary>False where the user does not want it.</summary>
    /// <exception cref="HaVipException">ReplacementRefused, InvalidConfiguration: the runner goes on as it was.</exception>
    public bool Run(TimeSpan limit)
    {
        using var client = ControlClient.TryConnect(node.ControlSocket, cmdlet.Cancellation)
            ?? throw ControlErrors.NotRunning(node);
        var before = client.Send(new ControlRequest { Command = ControlCommand.GetState }, cmdlet.Cancellation).Node!;
        var installed = ProgramOfService(before.ProcessId);
        var program = installed?.Target ?? RunnerBinary.Find();
        if (!ShouldReplace(before, program, installed)) return false;
        if (installed is not { IsNeeded: true }) Replace(client, before, program, limit);
        else ReplaceInstalled(installed, () => Replace(client, before, program, limit));
        return true;
    }

    /// <summary>The program is put where systemd looks for it first; where it is refused the old one comes back.</summary>
    private void ReplaceInstalled(FileStep installed, Action replace)
    {
        var record = InstallationRecord.Read(node);
        var (known, change) = (record.Find(installed.Kind, installed.Target), installed.ToRecord());
        cmdlet.WriteVerbose($"{installed.Target}: {installed.Action}.");
        record.Add(change);
        try
        {
            installed.Apply();
            replace();
        }
        catch (Exception error) when (!MayHaveHappened(error))
        {
            installed.TakeBack();
            record.Replace(change, known);
            throw;
        }
    }

    /// <summary>Nobody knows what became of it.</summary>
    private static bool MayHaveHappened(Exception error) =>
        error is HaVipException { ErrorId: ControlErrors.ControlFailed or ControlErrors.ControlTimeout };

    /// <summary>A service runs an installed copy, which becomes the module's; null for a runner that is none.</summary>
    private FileStep? ProgramOfService(int processId)
    {
        if (!node.IsHost || !SystemdUnit.Runs(processId)) return null;
        var content = File.ReadAllBytes(RunnerBinary.Find());
        return new FileStep(RunnerBinary.InstalledPath, content, new Access(FileModes.Program), "node runner");
    }

    private bool ShouldReplace(NodeState before, string program, FileStep? installed)
    {
        var instances = string.Join(", ", before.Instances.Select(one => $"{one.Name} {one.State}"));
        var copied = installed is { IsNeeded: true } ? $"{installed.Action}, and replace" : "Replace";
        return cmdlet.ShouldProcess(
            $"the node runner of {node}: havip-node {before.RunnerVersion}, process {before.ProcessId} ({instances})",
            $"{copied} by {program} without a change of state");
    }

    private void Replace(ControlClient client, NodeState before, string program, TimeSpan limit)
    {
        var request = new ControlRequest
        {
            Command = ControlCommand.Replace,
            Runner = program,
            TimeoutMicroseconds = UnixTime.ToMicroseconds(limit),
        };
        try
        {
            var after = cmdlet.Await(
                $"Replacing the runner of {node}", "waiting for the new one", limit, () => client.Send(request, cmdlet.Cancellation)).Node!;
            cmdlet.WriteVerbose($"The runner of {node} (process {after.ProcessId}) is havip-node {after.RunnerVersion} "
                + $"now; it was {before.RunnerVersion}.");
        }
        catch (HaVipException error) when (error.ErrorId == ControlError.BadRequest)
        {
            throw TooOld(before, error);
        }
    }

    private HaVipException TooOld(NodeState before, HaVipException error) => new(
        ControlError.ReplacementRefused,
        ErrorCategory.InvalidOperation,
        $"The runner of {node}, havip-node {before.RunnerVersion}, cannot be replaced while it runs.",
        "Restart it once without -Hitless.",
        node.ControlSocket,
        error);
}
