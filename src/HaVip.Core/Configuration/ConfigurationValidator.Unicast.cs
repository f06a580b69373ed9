using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckChecksum(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        var matters = instance.Version == 3 && FamilyOf(instance) == AddressFamily.IPv4;
        if (instance.Checksum == ChecksumPreference.Auto || matters) return;
        findings.Add(
            ConfigurationRules.ChecksumIgnored,
            $"{path}.{ConfigurationKeys.Checksum}",
            "checksum has no effect: only version 3 over IPv4 has two forms.",
            "Leave it out.");
    }

    private static void CheckUnicast(
        UnicastSettings unicast, InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        if (unicast.Source.Family != AddressFamily.None)
            CheckUnicastAddress(unicast.Source, instance, $"{path}.{ConfigurationKeys.Source}", findings);
        var peersPath = $"{path}.{ConfigurationKeys.Peers}";
        if (unicast.Peers.Count == 0)
        {
            findings.Add(
                ConfigurationRules.UnicastPeerRequired,
                peersPath,
                "There is no unicast peer, so nobody would hear this node.",
                "List every other node's address, or leave unicast out for multicast.");
        }

        for (var i = 0; i < unicast.Peers.Count; i++) CheckPeer(unicast, i, instance, peersPath, findings);
    }

    private static void CheckPeer(
        UnicastSettings unicast, int index, InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        var peer = unicast.Peers[index];
        CheckUnicastAddress(peer.Address, instance, $"{path}[{index}]", findings);
        if (peer.MinimumTimeToLive == 0)
        {
            findings.Add(
                ConfigurationRules.UnicastTimeToLiveRange,
                $"{path}[{index}].{ConfigurationKeys.MinimumTimeToLive}",
                "minimumTtl is 0: expected a whole number from 1 to 255.",
                "255 is right for a peer on the same link; take off one for each router between.");
        }

        var first = unicast.Peers.TakeWhile(other => other.Address != peer.Address).Count();
        if (first == index && peer.Address != unicast.Source) return;
        findings.Add(
            ConfigurationRules.UnicastPeerUnique,
            $"{path}[{index}]",
            first < index ? $"{peer.Address} is listed twice." : $"{peer.Address} is this node's own source.",
            "Keep each other node once.");
    }

    private static void CheckUnicastAddress(
        IpAddress address, InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        if (address.IsMulticast || address.IsUnspecified || address.IsLoopback)
        {
            findings.Add(
                ConfigurationRules.UnicastAddressNotUsable,
                path,
                $"{address} is not the address of one host on a network.",
                "Write the address of the other node's interface.");
        }
        else if (instance.VirtualAddresses.Count > 0 && address.Family != FamilyOf(instance))
        {
            findings.Add(
                ConfigurationRules.UnicastFamily,
                path,
                $"{address} is {address.Family}, but the virtual router is {FamilyOf(instance)}.",
                "Advertisements travel in the family of the virtual addresses.");
        }
    }
}
