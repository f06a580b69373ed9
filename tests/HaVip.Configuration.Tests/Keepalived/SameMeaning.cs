using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Tests.Keepalived;

/// <summary>One form of all configurations that say the same and that keepalived can say.</summary>
internal static class SameMeaning
{
    public static string Text(NodeConfiguration configuration) => ConfigurationWriter.Write(configuration with
    {
        Node = configuration.Node with { Lease = LeaseSetting.Off },
        Instances = [.. configuration.Instances.Select(i => Of(i) with { Track = Of(i.Track, configuration) })],
        Groups = [.. configuration.Groups.Select(group => group with { Track = Of(group.Track, configuration) })],
    });

    private static InstanceConfiguration Of(InstanceConfiguration instance)
    {
        var delay = instance is { AddressOwner: false, Preempt: true } ? instance.PreemptDelay : Duration.Zero;
        return instance with
        {
            Preempt = instance.Preempt || instance.AddressOwner,
            PreemptDelay = delay,
            Priority = instance.AddressOwner ? InstanceConfiguration.DefaultPriority : instance.Priority,
            AcceptMode = instance.AcceptsPackets,
            StrictSkew = true,
            VirtualAddresses = [.. instance.VirtualAddresses.Select(a => a with { Interface = a.Interface ?? instance.Interface })],
            ExcludedAddresses = [.. instance.ExcludedAddresses.Select(a => a with { Interface = a.Interface ?? instance.Interface })],
            VirtualRoutes = [.. instance.VirtualRoutes.Select(
                r => r.Type == RouteType.Unicast ? r with { Interface = r.Interface ?? instance.Interface } : r)],
        };
    }

    // The order of checks in a list says nothing.
    private static TrackSettings Of(TrackSettings track, NodeConfiguration configuration) => track with
    {
        Checks = [.. track.Checks.OrderBy(tracked => configuration.Checks.First(check => check.Name == tracked.Name).Type switch
        {
            CheckType.Script => 0,
            CheckType.Process => 1,
            _ => 2,
        })],
    };
}
