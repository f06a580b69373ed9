using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>Makes a running node take on what its configuration file says now.</summary>
internal sealed class LiveConfiguration(HaVipCmdlet cmdlet)
{
    /// <summary>Does nothing where no runner is there: it reads the file when it starts.</summary>
    /// <exception cref="HaVipException">InvalidConfiguration where the runner refuses the file and keeps the old one.</exception>
    public void Reload(NodeLocation node)
    {
        using var client = ControlClient.TryConnect(node.ControlSocket, cmdlet.Cancellation);
        if (client is null)
        {
            cmdlet.WriteVerbose($"No node runner of {node} is running; the configuration counts from its next start.");
            return;
        }

        var response = client.Send(new ControlRequest { Command = ControlCommand.Reload }, cmdlet.Cancellation);
        var diagnostics = response.Diagnostics ?? [];
        if (diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            throw NodeFile.Invalid(node.ConfigurationPath, diagnostics);
        foreach (var warning in diagnostics) cmdlet.WriteWarning(warning.ToString());
        cmdlet.WriteVerbose($"The node runner of {node} has taken on the configuration.");
    }
}
