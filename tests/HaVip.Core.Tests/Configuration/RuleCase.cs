using HaVip.Core.Configuration;

namespace HaVip.Core.Tests.Configuration;

/// <summary>A configuration that breaks one rule at one place.</summary>
internal sealed record RuleCase(ConfigurationRule Rule, string Path, NodeConfiguration Configuration)
{
    public RuleCase(ConfigurationRule rule, string key, Func<InstanceConfiguration, InstanceConfiguration> change)
        : this(rule, $"instances[0].{key}", Sample.Node(change(Sample.Instance)))
    {
    }
}
