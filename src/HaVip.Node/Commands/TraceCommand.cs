using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Tracing;

namespace HaVip.Node.Commands;

/// <summary>Shows the VRRP packets of interfaces, with or without a runner beside it.</summary>
internal static class TraceCommand
{
    public static ExitCode Run(CommandLine line)
    {
        NodeConfiguration? configuration = null;
        if (line.ConfigurationPath is { } path)
        {
            configuration = ConfigurationReader.ReadNodeFile(path).Configuration;
            if (configuration is null) return StartFault.BadConfiguration(path).Print();
        }

        var instances = Select(configuration, line.Instances);
        if (instances.Count < line.Instances.Count) return UnknownInstance(line, instances).Print();
        if ((line.NetworkNamespace ?? configuration?.Node.NetworkNamespace) is { } name) NetworkNamespace.Enter(name);
        var filter = new PacketFilter(line.VirtualRouterIds, line.Family, instances);
        return Listen([.. line.Interfaces.Union(instances.Select(instance => instance.Interface))], filter);
    }

    private static List<InstanceConfiguration> Select(NodeConfiguration? configuration, IReadOnlyList<string> names) =>
        configuration is null ? [] : [.. configuration.Instances.Where(instance => names.Contains(instance.Name))];

    private static ExitCode Listen(IReadOnlyList<string> interfaces, PacketFilter filter)
    {
        IReadOnlyList<LinkInfo> links;
        using (var netlink = new RouteNetlink()) links = netlink.DumpLinks();
        if (interfaces.FirstOrDefault(name => links.All(link => link.Name != name)) is { } missing)
            return NoInterface(missing, links).Print();
        using var trace = new Trace(links.Where(link => interfaces.Contains(link.Name)), filter);
        return trace.Run() is { } gone
            ? new StartFault(ExitCode.NoInterface, $"The interface {gone} is gone.").Print()
            : ExitCode.Success;
    }

    private static StartFault NoInterface(string name, IReadOnlyList<LinkInfo> links)
    {
        var known = string.Join(", ", links.Where(link => !link.IsLoopback).Select(link => link.Name));
        var there = known.Length == 0 ? "there is none but loopback" : $"there are: {known}";
        return new StartFault(ExitCode.NoInterface, $"There is no interface {name}; {there}.");
    }

    private static StartFault UnknownInstance(CommandLine line, List<InstanceConfiguration> found)
    {
        var unknown = line.Instances.First(name => found.All(instance => instance.Name != name));
        return new StartFault(
            ExitCode.InvalidConfiguration, $"There is no instance '{unknown}' in {line.ConfigurationPath}.");
    }
}
