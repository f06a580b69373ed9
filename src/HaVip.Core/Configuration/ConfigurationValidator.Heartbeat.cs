namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckHeartbeat(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        for (var i = 0; i < instance.Heartbeat.Count; i++)
        {
            var heartbeat = instance.Heartbeat[i];
            var place = $"{path}[{i}]";
            CheckHeartbeatInterface(instance, i, $"{place}.{ConfigurationKeys.Interface}", findings);
            if (heartbeat.Unicast is { } unicast)
                CheckUnicast(unicast, instance, $"{place}.{ConfigurationKeys.Unicast}", findings);
        }
    }

    private static void CheckHeartbeatInterface(
        InstanceConfiguration instance, int index, string path, DiagnosticList findings)
    {
        var name = instance.Heartbeat[index].Interface;
        if (name.Length == 0)
        {
            AddRequired(path, ConfigurationKeys.Interface, "heartbeat: [eth1]", findings);
        }
        else if (name == "lo")
        {
            findings.Add(
                ConfigurationRules.HeartbeatInterfaceFormat,
                path,
                "No other node is heard on the loopback interface.",
                "Name another interface that shares a network with the other node.");
        }
        else if (name == instance.Interface || instance.Heartbeat.Take(index).Any(other => other.Interface == name))
        {
            findings.Add(
                ConfigurationRules.HeartbeatInterfaceUnique,
                path,
                name == instance.Interface
                    ? $"{Shown(name)} is the instance's own interface already."
                    : $"{Shown(name)} is listed twice.",
                "List each further interface once.");
        }
        else CheckInterfaceName(ConfigurationRules.HeartbeatInterfaceFormat, name, path, findings);
    }
}
