using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml;

internal static partial class ConfigurationFormat
{
    /// <summary>One instance by itself.</summary>
    public static MappingValue<InstanceConfiguration> Instance => InstanceKeys;
}
