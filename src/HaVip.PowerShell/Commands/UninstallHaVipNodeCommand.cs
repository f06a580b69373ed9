using System.Management.Automation;
using System.Management.Automation.Runspaces;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Installation;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Remoting;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Uninstall-HaVipNode</c>: takes back what <c>Install-HaVipNode</c> recorded, and nothing else.</summary>
[Cmdlet(VerbsLifecycle.Uninstall, "HaVipNode", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(NodeInstallation))]
public sealed class UninstallHaVipNodeCommand : HaVipCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NetworkNamespaceCompleter))]
    public string? NetworkNamespace { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? RootPath { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PSComputerName { get; set; }

    [Parameter]
    public SwitchParameter KeepConfiguration { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public PSSession[]? Session { get; set; }

    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 32;

    private protected override void Process()
    {
        if (Session is not null)
        {
            UninstallThere(Session.Select(RemoteNode.Of));
            return;
        }

        var node = Locate(NetworkNamespace, RootPath, PSComputerName);
        if (IsRunning(node))
        {
            if (!Force) throw Running(node);
            if (ShouldProcess($"all instances on {node}", "Stop"))
                new InstanceControl(this).Stop(new NodeTarget(node, null), TimeSpan.FromSeconds(30), keepRunner: false);
        }

        var run = new InstallationRun(this, node);
        run.TakeBack(IsKept(node));
        if (IsWhatIf) return;
        RuntimeFolder.Remove(node.RuntimeDirectory);
        WriteObject(new NodeInstallation
        {
            Node = node.NetworkNamespace ?? Environment.MachineName,
            NetworkNamespace = node.NetworkNamespace,
            RootPath = node.RootPath,
            ControlSocket = node.ControlSocket,
            ConfigurationPath = node.ConfigurationPath,
            Changes = [.. run.Changes],
            Notes = run.Changes.Count == 0 ? [$"Nothing was installed on {node} by Install-HaVipNode."] : [],
        });
    }

    /// <summary>With -WhatIf each machine says itself what it would take back.</summary>
    private void UninstallThere(IEnumerable<RemoteNode> nodes)
    {
        var chosen = nodes.Where(node => IsWhatIf || ShouldProcess(node.Name, MyInvocation.MyCommand.Name));
        var commands = chosen.Select(node => RemoteCommand.Cmdlet(node, MyInvocation.MyCommand.Name, RemoteParameters.Bound(this)));
        new RemoteFanout(this, ThrottleLimit).Run(commands.ToList(), (_, result) => WriteObject(result));
    }

    private Func<RecordedChange, bool> IsKept(NodeLocation node)
    {
        if (!KeepConfiguration) return _ => false;
        // The record stays with it, so that a later call can still take it away, and so do those it is open to.
        string?[] kept = [node.ConfigurationPath, Path.GetDirectoryName(node.ConfigurationPath)];
        return change => kept.Contains(change.Target)
            || change.Kind is StepKind.Access or StepKind.User or StepKind.Group;
    }

    private bool IsRunning(NodeLocation node)
    {
        using var client = ControlClient.TryConnect(node.ControlSocket, Cancellation);
        return client is not null;
    }

    private static HaVipException Running(NodeLocation node) => new(
        "RunnerRunning",
        ErrorCategory.ResourceBusy,
        $"The node runner of {node} is running.",
        $"Stop it with Stop-HaVipInstance{node.Arguments}, or use -Force to have it stopped.",
        node.ControlSocket);
}
