using System.Management.Automation;
using System.Management.Automation.Runspaces;
using HaVip.PowerShell.Remoting;

namespace HaVip.PowerShell.Commands;

/// <summary>The installation of other machines.</summary>
public sealed partial class InstallHaVipNodeCommand
{
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PSSession[]? Session { get; set; }

    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 32;

    private void InstallThere(IReadOnlyList<RemoteNode> nodes)
    {
        // A keepalived is one of that machine, and so is its configuration; one of HaVip's own is brought along.
        var configuration = ParameterSetName switch
        {
            ConfigurationSet => ReadFile(FullPath(ConfigurationPath)).Text,
            InputSet => FromPipeline().Text,
            _ => null,
        };
        new RemoteInstallation(this, ThrottleLimit, configuration).Run(nodes);
    }
}
