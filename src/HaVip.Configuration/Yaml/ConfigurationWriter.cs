using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml;

/// <summary>
/// Writes a configuration as YAML: always the same text for the same configuration, in the order of the documentation,
/// what differs from the defaults and what every reader looks for. Reading it back gives the same configuration.
/// </summary>
public static class ConfigurationWriter
{
    private const string Header =
        "# HaVip's configuration of this node. Check changes with Test-HaVipConfiguration; about_HaVip_Configuration\n"
        + "# explains every key.\n";

    /// <param name="configuration">A valid configuration: what cannot be read back is not looked for.</param>
    public static string Write(NodeConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Header + YamlText.Render((SourceMapping)ConfigurationFormat.Root.Write(configuration));
    }
}
