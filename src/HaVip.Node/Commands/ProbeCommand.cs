using System.Text.Json;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Linux;
using HaVip.Node.Probing;

namespace HaVip.Node.Commands;

/// <summary>Looks at what is around a node, with or without a runner beside it, and changes nothing.</summary>
internal static class ProbeCommand
{
    public static ExitCode Run(CommandLine line)
    {
        var configuration = ConfigurationReader.ReadFile(line.ConfigurationPath!).Configuration;
        if (configuration is null) return StartFault.BadConfiguration(line.ConfigurationPath!).Print();
        if (StartFault.MissingCapability() is { } missing) return missing.Print();
        if ((line.NetworkNamespace ?? configuration.Node.NetworkNamespace) is { } name) NetworkNamespace.Enter(name);
        using var probe = new Probe(Wanted(configuration, line.Instances));
        var found = probe.Run(line.Duration);
        Console.Out.WriteLine(JsonSerializer.Serialize(found, ControlJson.Default.NodeProbe));
        return ExitCode.Success;
    }

    private static List<InstanceConfiguration> Wanted(NodeConfiguration configuration, IReadOnlyList<string> names) =>
        [.. configuration.Instances.Where(instance => names.Count == 0 || names.Contains(instance.Name))];
}
