using HaVip.Core.Configuration;
using HaVip.Simulation.Faults;

namespace HaVip.Simulation.Options;

/// <summary>The options as they are printed before a run.</summary>
internal static class OptionText
{
    public static void Write(ClusterOptions options, TextWriter writer)
    {
        var network = options.Network;
        var faults = options.Faults;
        writer.WriteLine($"seed {options.Seed}: {options.Nodes.Count} nodes, {options.GroupCount} virtual routers, "
            + $"{options.Length}, hops {string.Join(' ', options.Hops)}, {options.Heartbeats} heartbeats");
        writer.WriteLine($"  network: delay {network.Delay}, jitter {network.Jitter}, loss {network.LossPerMille}, "
            + $"duplicate {network.DuplicatePerMille}, corrupt {network.CorruptPerMille}, "
            + $"spike {network.SpikePerMille} per mille of {network.SpikeDelay}");
        writer.WriteLine($"  faults every {faults.FaultEvery} for {faults.FaultLength}, commands every "
            + $"{faults.CommandEvery}, junk every {faults.JunkEvery}, "
            + $"partitions stable for {faults.PartitionStability}");
        var weights = Enum.GetValues<FaultKind>().Select(kind => $"{kind} {faults.Weights[(int)kind]}");
        writer.WriteLine($"  weights: {string.Join(", ", weights)}");
        for (var i = 0; i < options.Nodes.Count; i++) WriteNode(i, options.Nodes[i], writer);
    }

    public static string Describe(InstanceConfiguration instance)
    {
        var priority = instance.AddressOwner ? "owner" : $"priority {instance.Priority}";
        var preempt = instance.Preempt ? $"preempt after {instance.PreemptDelay}" : "no preempt";
        var password = instance.Authentication is { } simple ? $", password {simple.Password}" : "";
        return $"{instance.Name} v{instance.Version} id {instance.VirtualRouterId} {priority}, {preempt}, interval "
            + $"{instance.AdvertisementInterval} x {instance.MissedAdvertisements}{password}{DescribeTrust(instance)}, "
            + $"{instance.VirtualAddresses.Count} {instance.Family} addresses";
    }

    private static string DescribeTrust(InstanceConfiguration instance)
    {
        var hmac = instance.Hmac is { } keys
            ? $", HMAC {keys.Mode} {keys.AntiReplay} window {keys.Window} key {keys.ActiveKey} of "
                + string.Join('+', keys.Keys.Select(key => key.Id))
            : "";
        var peers = instance.Unicast is { } unicast
            ? $", from {unicast.Source} to "
                + string.Join(' ', unicast.Peers.Select(peer => $"{peer.Address} (TTL {peer.MinimumTimeToLive})"))
            : "";
        return $"{hmac}{peers}, checksum {instance.Checksum}";
    }

    private static void WriteNode(int index, NodeOptions node, TextWriter writer)
    {
        writer.WriteLine($"  node {index} {node.Address}: drift {node.DriftPartsPerMillion} ppm, acquires in "
            + $"{node.AcquireDelay}, wakes up to {node.WakeLateness} late, {node.LinkLocal}, time of day off by "
            + $"{node.ClockError}, start-up delay {node.StartupDelay}, lease {node.Lease}");
        foreach (var instance in node.Instances) writer.WriteLine($"    {Describe(instance)}");
    }
}
