using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>
/// Says what is wrong with a configuration, completely: every finding, not the first alone. Pure: it knows the values
/// and not the machine, so whether an interface exists is not its business.
/// </summary>
public static partial class ConfigurationValidator
{
    /// <summary>The findings, in the order of the configuration; empty where there is nothing to say.</summary>
    public static IReadOnlyList<ConfigurationDiagnostic> Validate(NodeConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var findings = new DiagnosticList();
        CheckNode(configuration.Node, findings);
        CheckRange(
            ConfigurationRules.StartupDelayRange,
            $"{ConfigurationKeys.Node}.{ConfigurationKeys.StartupDelay}",
            configuration.Node.StartupDelay,
            ConfigurationLimits.MaximumStartupDelay,
            findings);
        CheckLease(configuration, findings);
        if (configuration.Instances.Count == 0)
        {
            findings.Add(
                ConfigurationRules.InstanceRequired,
                ConfigurationKeys.Instances,
                "There is no instance, so this node takes part in no virtual router.",
                "Add an instance with a name, an interface, a virtualRouterId and virtualAddresses.");
        }

        for (var i = 0; i < configuration.Instances.Count; i++)
            CheckInstance(configuration.Instances[i], InstancePath(i), findings);
        CheckAcrossInstances(configuration.Instances, findings);
        CheckTracks(configuration, findings);
        CheckGroups(configuration, findings);
        CheckChecks(configuration, findings);
        return findings.ToArray();
    }

    private static void CheckInstance(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        CheckInstanceName(instance.Name, $"{path}.{ConfigurationKeys.Name}", findings);
        CheckInstanceInterface(instance.Interface, $"{path}.{ConfigurationKeys.Interface}", findings);
        CheckVirtualRouterId(instance, path, findings);
        CheckVersion(instance, path, findings);
        CheckPriority(instance, path, findings);
        CheckInterval(instance, path, findings);
        CheckPreemption(instance, path, findings);
        CheckAcceptMode(instance, path, findings);
        CheckMissedAdvertisements(instance, path, findings);
        CheckAuthentication(instance, path, findings);
        CheckHmac(instance, $"{path}.{ConfigurationKeys.Authentication}", findings);
        CheckChecksum(instance, path, findings);
        if (instance.Unicast is { } unicast)
            CheckUnicast(unicast, instance, $"{path}.{ConfigurationKeys.Unicast}", findings);
        CheckHeartbeat(instance, $"{path}.{ConfigurationKeys.Heartbeat}", findings);
        CheckAddresses(instance, path, findings);
        CheckRoutes(instance, path, findings);
        CheckRules(instance, path, findings);
        CheckNotify(instance.Notify, path, findings);
        CheckHandover(instance.Handover, $"{path}.{ConfigurationKeys.Handover}", findings);
        CheckAnnouncements(instance.Announcements, $"{path}.{ConfigurationKeys.Announcements}", findings);
        CheckDetection(instance.Detection, $"{path}.{ConfigurationKeys.Detection}", findings);
        CheckSplitBrainProbe(instance.SplitBrainProbe, $"{path}.{ConfigurationKeys.SplitBrainProbe}", findings);
    }

    private static void CheckVirtualRouterId(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        if (instance.VirtualRouterId >= ConfigurationLimits.MinimumVirtualRouterId) return;
        findings.Add(
            ConfigurationRules.VirtualRouterIdRange,
            $"{path}.{ConfigurationKeys.VirtualRouterId}",
            "virtualRouterId is 0: expected a whole number from 1 to 255.",
            "Use the same number on every node of this virtual router and on no other router of the network.");
    }

    private static void CheckVersion(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        if (instance.Version is >= ConfigurationLimits.MinimumVersion and <= ConfigurationLimits.MaximumVersion) return;
        findings.Add(
            ConfigurationRules.VersionRange,
            $"{path}.{ConfigurationKeys.Version}",
            $"version is {instance.Version}: expected 2 (RFC 3768) or 3 (RFC 9568).",
            "Every node of a virtual router speaks the same version; keepalived's default is 2.");
    }

    private static void CheckPriority(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        var key = $"{path}.{ConfigurationKeys.Priority}";
        if (instance.AddressOwner)
        {
            if (instance.Priority is InstanceConfiguration.DefaultPriority or 255) return;
            findings.Add(
                ConfigurationRules.PriorityIgnored,
                key,
                $"priority {instance.Priority} has no effect: the address owner's priority is always 255.",
                "Leave priority out, or addressOwner.");
        }
        else if (instance.Priority == 255)
        {
            findings.Add(
                ConfigurationRules.PriorityRange,
                key,
                "priority 255 belongs to the owner of the virtual addresses alone: expected 1 to 254.",
                "Use 254 at most, or write 'addressOwner: true' where the interface itself has the addresses.");
        }
        else if (instance.Priority < ConfigurationLimits.MinimumPriority)
        {
            findings.Add(
                ConfigurationRules.PriorityRange,
                key,
                "priority 0 means 'I am leaving' on the wire: expected 1 to 254.",
                "The node with the highest priority becomes Master; 100 is the default.");
        }
    }

    private static void CheckAcceptMode(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        if (instance.AcceptMode || !instance.AddressOwner) return;
        findings.Add(
            ConfigurationRules.OwnerAlwaysAccepts,
            $"{path}.{ConfigurationKeys.AcceptMode}",
            "acceptMode: false has no effect: the address owner always accepts packets (RFC 9568 section 6.4.3).",
            "Leave acceptMode out, or addressOwner.");
    }

    private static string InstancePath(int index) => $"{ConfigurationKeys.Instances}[{index}]";

    private static void AddRequired(string path, string key, string example, DiagnosticList findings) =>
        findings.Add(ConfigurationRules.KeyRequired, path, $"'{key}' is missing.", $"Write it, for example: {example}");
}
