using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckAddresses(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        var virtualPath = $"{path}.{ConfigurationKeys.VirtualAddresses}";
        CheckAddressCount(instance, virtualPath, findings);
        CheckFamily(instance, virtualPath, findings);
        CheckEachAddress(instance.VirtualAddresses, virtualPath, findings);
        CheckEachAddress(instance.ExcludedAddresses, $"{path}.{ConfigurationKeys.ExcludedAddresses}", findings);
    }

    private static void CheckAddressCount(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        var count = instance.VirtualAddresses.Count;
        if (count == 0)
        {
            // Where nothing but a command moves the address, as in most clouds, there is nothing for the kernel to have.
            if (instance.Notify.Any(notify => notify.Command.Count > 0)) return;
            findings.Add(
                ConfigurationRules.VirtualAddressRequired,
                path,
                "The instance has no virtual address: there is nothing to share.",
                "Write at least one, for example: virtualAddresses: [192.168.7.100/24]");
            return;
        }

        if (instance.Version is not (2 or 3)) return;
        var maximum = ConfigurationLimits.MaximumAddresses(instance.Version, FamilyOf(instance));
        if (count <= maximum) return;
        findings.Add(
            ConfigurationRules.AddressCount,
            path,
            $"There are {count} virtual addresses: one advertisement carries {maximum} at most.",
            "Move the rest to excludedAddresses: they move with the others without being advertised.");
    }

    private static void CheckFamily(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        var family = FamilyOf(instance);
        for (var i = 1; i < instance.VirtualAddresses.Count; i++)
        {
            var address = instance.VirtualAddresses[i];
            if (address.Prefix.Family == family) continue;
            findings.Add(
                ConfigurationRules.AddressFamilyMixed,
                $"{path}[{i}]",
                $"{address} is {address.Prefix.Family}, but the virtual router is {family} by its first address.",
                "A virtual router advertises one family; move the others to excludedAddresses.");
        }

        if (family == AddressFamily.IPv6) CheckIPv6Router(instance, path, findings);
    }

    private static void CheckIPv6Router(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        if (instance.Version == 2)
        {
            findings.Add(
                ConfigurationRules.IPv6RequiresVersion3,
                path,
                "Version 2 carries IPv4 addresses only, and the virtual addresses are IPv6.",
                "Write 'version: 3'.");
        }

        if (instance.VirtualAddresses.Count == 0 || instance.VirtualAddresses[0].Prefix.Address.IsLinkLocal) return;
        findings.Add(
            ConfigurationRules.IPv6FirstAddressLinkLocal,
            $"{path}[0]",
            $"{instance.VirtualAddresses[0]} is not link-local: the first IPv6 address should be (RFC 9568 section 5.2.9).",
            "Put a link-local address first on all nodes, for example fe80::7:100/64. keepalived takes any, others may not.");
    }

    private static void CheckEachAddress(IReadOnlyList<VirtualAddress> addresses, string path, DiagnosticList findings)
    {
        for (var i = 0; i < addresses.Count; i++) CheckAddress(addresses[i], $"{path}[{i}]", findings);
    }

    private static void CheckAddress(VirtualAddress address, string path, DiagnosticList findings)
    {
        CheckInterfaceName(
            ConfigurationRules.AddressInterfaceFormat,
            address.Interface,
            $"{path}.{ConfigurationKeys.Interface}",
            findings);
        CheckLabel(address, $"{path}.{ConfigurationKeys.Label}", findings);
        CheckAddressOptions(address, path, findings);
        var key = $"{path}.{ConfigurationKeys.Address}";
        if (address.Prefix.Family == AddressFamily.None)
            AddRequired(key, ConfigurationKeys.Address, "address: 192.168.7.100/24", findings);
        else if (Unusable(address.Prefix.Address) is { } reason)
        {
            findings.Add(
                ConfigurationRules.AddressNotUsable, key, $"{address} cannot be a virtual address: it is {reason}.");
        }
        else CheckPrefixLength(address.Prefix, key, findings);
    }

    private static void CheckPrefixLength(IpPrefix prefix, string path, DiagnosticList findings)
    {
        if (prefix.Length == 0)
        {
            findings.Add(
                ConfigurationRules.AddressPrefixLength,
                path,
                $"{prefix} says that the whole world is on this network.",
                "Write the prefix length of the network, for example /24.");
        }
        else if (NetworkEnd(prefix) is { } end)
        {
            findings.Add(
                ConfigurationRules.AddressNetworkOrBroadcast,
                path,
                $"{prefix} is the {end} address of its network: other hosts will not use it as a host's address.",
                "Check the address and the prefix length.");
        }
    }

    private static string? NetworkEnd(IpPrefix prefix)
    {
        // A /31 has no such addresses (RFC 3021), nor has IPv6.
        if (prefix.Family != AddressFamily.IPv4 || prefix.Length > 30) return null;
        if (prefix.Address == prefix.Address.FirstOf(prefix.Length)) return "first";
        return prefix.Address == prefix.Address.LastOf(prefix.Length) ? "broadcast" : null;
    }

    private static void CheckLabel(VirtualAddress address, string path, DiagnosticList findings)
    {
        if (address.Label is not { } label) return;
        if (address.Prefix.Family == AddressFamily.IPv6)
        {
            findings.Add(
                ConfigurationRules.LabelFamily, path, "Only IPv4 addresses have labels.", "Leave the label out.");
        }

        if (label.Length is > 0 and <= ConfigurationLimits.MaximumLabelLength
            && label.All(c => c is > ' ' and <= '~' and not '/'))
        {
            return;
        }

        findings.Add(
            ConfigurationRules.LabelFormat,
            path,
            $"'{Shown(label)}' cannot be the label of an address.",
            "Labels have 1 to 15 characters without '/' and spaces, and begin with the interface: eth0:ha");
    }

    private static void CheckAddressOptions(VirtualAddress address, string path, DiagnosticList findings)
    {
        if (address.Broadcast is { } broadcast
            && (broadcast.Family != AddressFamily.IPv4 || address.Prefix.Family != AddressFamily.IPv4))
        {
            findings.Add(
                TrackingRules.BroadcastFamily,
                $"{path}.{ConfigurationKeys.Broadcast}",
                "Only IPv4 addresses have a broadcast address, and it is of IPv4 too.",
                "Leave broadcast out.");
        }

        if (address.Peer is { } peer && peer.Family != address.Prefix.Family)
        {
            findings.Add(
                TrackingRules.PeerFamily,
                $"{path}.{ConfigurationKeys.Peer}",
                $"The peer {peer} is not of the address's family.",
                "Both ends of a link are of one family.");
        }

        CheckRange(
            TrackingRules.PreferredLifetimeRange,
            $"{path}.{ConfigurationKeys.PreferredLifetime}",
            address.PreferredLifetime ?? Duration.Zero,
            ConfigurationLimits.MaximumPreferredLifetime,
            findings);
    }

    private static string? Unusable(IpAddress address)
    {
        if (address.IsUnspecified) return "the unspecified address";
        if (address.IsLoopback) return "a loopback address";
        if (address.IsMulticast) return "a multicast address";
        if (address.Family != AddressFamily.IPv4) return null;
        if (address.SharesPrefix(IpAddress.FromIPv4(0), 8)) return "of 0.0.0.0/8, which means 'this network'";
        return address.SharesPrefix(IpAddress.FromIPv4(0xF000_0000), 4) ? "of 240.0.0.0/4, which is reserved" : null;
    }

    private static AddressFamily FamilyOf(InstanceConfiguration instance) =>
        instance.Family == AddressFamily.None ? AddressFamily.IPv4 : instance.Family;
}
