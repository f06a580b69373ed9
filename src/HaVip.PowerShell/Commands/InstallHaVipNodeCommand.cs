using System.Collections;
using System.Management.Automation;
using System.Security;
using HaVip.Configuration.Files;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Installation;
using HaVip.PowerShell.Installation.Firewall;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Parameters;
using HaVip.PowerShell.Remoting;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Install-HaVipNode</c>: makes this machine, a network namespace of it, or an image below a root path an HA node.
/// </summary>
[Cmdlet(VerbsLifecycle.Install, "HaVipNode", DefaultParameterSetName = InstanceSet, SupportsShouldProcess = true)]
[OutputType(typeof(NodeInstallation))]
public sealed partial class InstallHaVipNodeCommand : HaVipCmdlet
{
    private const string InstanceSet = "Instance";
    private const string ConfigurationSet = "ConfigurationPath";
    private const string RepairSet = "Repair";

    [Parameter(Mandatory = true, ParameterSetName = InstanceSet)]
    [ValidateNotNullOrEmpty]
    public string InstanceName { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = InstanceSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string Interface { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = InstanceSet)]
    [Alias("Vrid")]
    [ValidateRange(1, 255)]
    public int VirtualRouterId { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = InstanceSet)]
    [ValidateNotNullOrEmpty]
    public string[] VirtualAddress { get; set; } = [];

    [Parameter(ParameterSetName = InstanceSet)]
    [ValidateNotNullOrEmpty]
    public string[] ExcludedAddress { get; set; } = [];

    [Parameter(ParameterSetName = InstanceSet)]
    [ValidateSet("2", "3")]
    public int Version { get; set; } = 3;

    [Parameter(ParameterSetName = InstanceSet)]
    [ValidateRange(1, 254)]
    public int Priority { get; set; } = Core.Configuration.InstanceConfiguration.DefaultPriority;

    [Parameter(ParameterSetName = InstanceSet)]
    public SwitchParameter AddressOwner { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    [Duration]
    [ValidateDuration("10ms", "255s")]
    public TimeSpan AdvertisementInterval { get; set; } = TimeSpan.FromSeconds(1);

    [Parameter(ParameterSetName = InstanceSet)]
    [Password]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    [HmacKeys]
    [ValidateNotNullOrEmpty]
    public Hashtable? HmacKey { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    [ValidateRange(1, 255)]
    public int? HmacActiveKey { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    public Core.Configuration.HmacMode HmacMode { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    public Core.Configuration.HmacAntiReplay HmacAntiReplay { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    [Duration]
    [ValidateDuration("1s", "300s")]
    public TimeSpan? HmacWindow { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    [ValidateNotNullOrEmpty]
    public string[] UnicastPeer { get; set; } = [];

    [Parameter(ParameterSetName = InstanceSet)]
    [ValidateNotNullOrEmpty]
    public string? UnicastSource { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    [ValidateNotNullOrEmpty]
    public string[] Heartbeat { get; set; } = [];

    [Parameter(ParameterSetName = InstanceSet)]
    public SwitchParameter NoPreempt { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    [Duration]
    [ValidateDuration("0s", "1000s")]
    public TimeSpan PreemptDelay { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    public SwitchParameter NoAccept { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    [ValidateNotNullOrEmpty]
    public string? DefaultGateway { get; set; }

    [Parameter(ParameterSetName = InstanceSet)]
    [ValidateNotNullOrEmpty]
    public string[] VirtualRoute { get; set; } = [];

    [Parameter(ParameterSetName = InstanceSet)]
    [ValidateNotNullOrEmpty]
    public string? NodeName { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ConfigurationSet)]
    [ValidateNotNullOrEmpty]
    public string ConfigurationPath { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = RepairSet)]
    public SwitchParameter Repair { get; set; }

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
    public SwitchParameter OpenFirewall { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process()
    {
        if (Session is not null)
        {
            InstallThere([.. Session.Select(RemoteNode.Of)]);
            return;
        }

        var node = Locate(NetworkNamespace, RootPath, PSComputerName);
        var ns = node.NetworkNamespace;
        if (ns is not null) NetworkNamespaceName.Require(ns);
        var (configuration, text) = ParameterSetName switch
        {
            ConfigurationSet => ReadFile(FullPath(ConfigurationPath)),
            RepairSet => File.Exists(node.ConfigurationPath)
                ? ReadFile(node.ConfigurationPath)
                : throw NodeFile.Missing(node),
            KeepalivedSet => Import(node),
            InputSet => FromPipeline(),
            _ => WriteText(ns),
        };
        Install(node, configuration, text);
    }

    private void Install(NodeLocation node, Core.Configuration.NodeConfiguration configuration, string text)
    {
        var steps = InstallationPlan.Steps(node, configuration, text);
        var file = (FileStep)steps.First(step => step.Target == node.ConfigurationPath);
        if (file.Replaces && !Force) throw ConfigurationExists(node);
        var run = new InstallationRun(this, node);
        var firewall = IsToOpenFirewall(run) ? FirewallPlan.Of(node, configuration) : null;
        if (firewall?.Problem is { } problem) WriteWarning($"The packet filter was not opened: {problem}.");
        run.Apply([.. steps, .. firewall?.Steps ?? []], keepsFirewall: firewall?.Problem is not null);
        IReadOnlyList<InstallationChange> changes = [.. run.Changes, .. TakeOver(run)];
        if (IsWhatIf) return;
        if (file.Replaces && changes.Any(change => change.Changed && change.Target == file.Target))
            new LiveConfiguration(this).Reload(node);
        foreach (var name in CredentialSteps.Missing(node, configuration)) WriteWarning(CredentialSteps.Advice(name));
        foreach (var key in KeySteps.Unreadable(node, configuration)) WriteWarning(KeyForRunner(key));
        var result = new NodeInstallation
        {
            Node = NodeFile.NodeName(configuration),
            NetworkNamespace = node.NetworkNamespace,
            RootPath = node.RootPath,
            ControlSocket = node.ControlSocket,
            ConfigurationPath = node.ConfigurationPath,
            Changes = [.. changes],
            Notes = [.. InstallationPlan.Notes(node), .. firewall?.Notes ?? [], .. NotesAfter(changes)],
        };
        WriteVerbose($"{result}.");
        WriteObject(result);
    }

    /// <summary>Once opened it stays so until somebody says otherwise.</summary>
    private bool IsToOpenFirewall(InstallationRun run) =>
        MyInvocation.BoundParameters.ContainsKey(nameof(OpenFirewall)) ? OpenFirewall : run.HasOpenedFirewall;

    private static IEnumerable<string> NotesAfter(IReadOnlyList<InstallationChange> changes)
    {
        if (changes.Any(change => change.Changed && change.Before is not null && change.Target == RunnerBinary.InstalledPath))
            yield return "A runner that runs goes on with the program it was started from until Restart-HaVipInstance.";
    }

    private static string KeyForRunner(string path) =>
        $"The runner's user {AccountFile.Runner} cannot read the key {path}. Move it below /etc/havip, or run: "
        + $"chown root:{AccountFile.Runner} '{path}'; chmod 640 '{path}'";

    private static HaVipException ConfigurationExists(NodeLocation node) => new(
        "ConfigurationExists",
        ErrorCategory.ResourceExists,
        $"There is another configuration at {node.ConfigurationPath} already.",
        "Change it with Set-HaVipConfiguration, or replace it with -Force.",
        node.ConfigurationPath);
}
