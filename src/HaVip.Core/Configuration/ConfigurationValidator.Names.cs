using System.Text;

namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private const string NodeNamePath = $"{ConfigurationKeys.Node}.{ConfigurationKeys.Name}";
    private const string NetworkNamespacePath = $"{ConfigurationKeys.Node}.{ConfigurationKeys.NetworkNamespace}";
    private const string NameAdvice = "Use 1 to 64 letters, digits, '_', '.' and '-'.";

    private static void CheckNode(NodeSettings node, DiagnosticList findings)
    {
        if (node.Name is { } name && !IsName(name))
        {
            findings.Add(
                ConfigurationRules.NodeNameFormat,
                NodeNamePath,
                $"The node's name '{Shown(name)}' is not a name.",
                NameAdvice + " Leave it out to use the host name.");
        }

        if (node.NetworkNamespace is { } networkNamespace && !IsNetworkNamespace(networkNamespace))
        {
            findings.Add(
                ConfigurationRules.NetworkNamespaceFormat,
                NetworkNamespacePath,
                $"'{Shown(networkNamespace)}' is not the name of a network namespace.",
                "Use a name that 'ip netns list' shows, not a path.");
        }

        CheckUser(
            TrackingRules.ScriptUserFormat,
            node.ScriptUser,
            $"{ConfigurationKeys.Node}.{ConfigurationKeys.ScriptUser}",
            findings);
    }

    private static void CheckInstanceName(string name, string path, DiagnosticList findings)
    {
        if (name.Length == 0) AddRequired(path, ConfigurationKeys.Name, "name: VI_1", findings);
        else if (!IsName(name))
        {
            findings.Add(
                ConfigurationRules.InstanceNameFormat, path, $"The instance's name '{Shown(name)}' is not a name.", NameAdvice);
        }
    }

    private static void CheckInstanceInterface(string name, string path, DiagnosticList findings)
    {
        if (name.Length == 0) AddRequired(path, ConfigurationKeys.Interface, "interface: eth0", findings);
        else if (name == "lo")
        {
            findings.Add(
                ConfigurationRules.InterfaceLoopback,
                path,
                "A virtual router cannot live on the loopback interface: no other node hears it there.",
                "Name the interface that shares a network with the other node.");
        }
        else CheckInterfaceName(ConfigurationRules.InterfaceFormat, name, path, findings);
    }

    private static void CheckInterfaceName(ConfigurationRule rule, string? name, string path, DiagnosticList findings)
    {
        if (name is null || IsInterfaceName(name)) return;
        findings.Add(
            rule,
            path,
            $"'{Shown(name)}' cannot be the name of an interface.",
            "Interface names have 1 to 15 characters, without '/', ':' and spaces; 'ip link' shows them.");
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= ConfigurationLimits.MaximumNameLength
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    /// <summary>The kernel's own rule (<c>dev_valid_name</c>): bytes, and not characters, are counted.</summary>
    private static bool IsInterfaceName(string name) =>
        name is not ("" or "." or "..")
        && Encoding.UTF8.GetByteCount(name) <= ConfigurationLimits.MaximumInterfaceLength
        && !name.Any(c => c is '/' or ':' || char.IsWhiteSpace(c) || char.IsControl(c));

    private static bool IsNetworkNamespace(string name) =>
        name is not ("" or "." or "..")
        && Encoding.UTF8.GetByteCount(name) <= ConfigurationLimits.MaximumNetworkNamespaceLength
        && !name.Any(c => c == '/' || char.IsWhiteSpace(c) || char.IsControl(c));

    /// <summary>A value as a message quotes it: one line, not longer than a person reads.</summary>
    private static string Shown(string value)
    {
        const int Longest = 60;
        var cut = value.Length > Longest ? string.Concat(value.AsSpan(0, Longest), "...") : value;
        return string.Concat(cut.Select(c => char.IsControl(c) ? '?' : c));
    }
}
