using System.Collections;
using System.Management.Automation;
using System.Security;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Parameters;

namespace HaVip.PowerShell.Commands;

/// <summary>The settings of an instance as parameters: what is not given stays as it is.</summary>
public abstract partial class InstanceSettingsCmdlet : InstanceEditCmdlet
{
    internal InstanceSettingsCmdlet()
    {
    }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateSet("2", "3")]
    public int? Version { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateRange((int)ConfigurationLimits.MinimumPriority, (int)ConfigurationLimits.MaximumPriority)]
    public int? Priority { get; set; }

    [Parameter(ParameterSetName = SettingsSet)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    public SwitchParameter AddressOwner { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [Duration]
    [ValidateDuration("10ms", "255s")]
    public TimeSpan? AdvertisementInterval { get; set; }

    [Parameter(ParameterSetName = SettingsSet)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    public SwitchParameter NoPreempt { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [Duration]
    [ValidateDuration("0s", "1000s")]
    public TimeSpan? PreemptDelay { get; set; }

    [Parameter(ParameterSetName = SettingsSet)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    public SwitchParameter NoAccept { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateRange((int)ConfigurationLimits.MinimumMissedAdvertisements, (int)ConfigurationLimits.MaximumMissedAdvertisements)]
    public int? MissedAdvertisements { get; set; }

    [Parameter(ParameterSetName = SettingsSet)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    public SwitchParameter StrictSkew { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    public ChecksumPreference? Checksum { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [Password]
    [AllowNull]
    public SecureString? Password { get; set; }

    [Parameter(ParameterSetName = SettingsSet)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [HmacKeys]
    [ValidateNotNullOrEmpty]
    public Hashtable? HmacKey { get; set; }

    [Parameter(ParameterSetName = SettingsSet)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateRange(1, 255)]
    public int? HmacActiveKey { get; set; }

    [Parameter(ParameterSetName = SettingsSet)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    public HmacMode? HmacMode { get; set; }

    [Parameter(ParameterSetName = SettingsSet)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    public HmacAntiReplay? HmacAntiReplay { get; set; }

    [Parameter(ParameterSetName = SettingsSet)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [Duration]
    [ValidateDuration("1s", "300s")]
    public TimeSpan? HmacWindow { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [AllowEmptyCollection]
    public string[]? UnicastPeer { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [AllowEmptyString]
    [AllowNull]
    public string? UnicastSource { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [AllowEmptyCollection]
    public string[]? Heartbeat { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [AllowEmptyCollection]
    public string[]? ExcludedAddress { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [AllowEmptyString]
    [AllowNull]
    public string? DefaultGateway { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [AllowEmptyCollection]
    public string[]? VirtualRoute { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateRange((int)ConfigurationLimits.MinimumAnnouncementRepeat, (int)ConfigurationLimits.MaximumAnnouncementRepeat)]
    public int? AnnouncementRepeat { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [Duration]
    [ValidateDuration("0s", "300s")]
    public TimeSpan? AnnouncementDelay { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [Duration]
    [ValidateDuration("0s", "86400s")]
    public TimeSpan? AnnouncementRefresh { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [Duration]
    [ValidateDuration("0s", "3600s")]
    public TimeSpan? SplitBrainProbe { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [Duration]
    [ValidateDuration("10ms", "10s")]
    public TimeSpan? DetectionInterval { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateRange((int)ConfigurationLimits.MinimumMisses, (int)ConfigurationLimits.MaximumMisses)]
    public int? DetectionMisses { get; set; }

    /// <summary>What a switch says; null where it was not given. Only the command line gives switches.</summary>
    private protected bool? Given(string name, SwitchParameter value) =>
        MyInvocation.BoundParameters.ContainsKey(name) ? value : null;
}
