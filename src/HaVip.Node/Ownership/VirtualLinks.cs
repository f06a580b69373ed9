using System.Globalization;
using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Interfaces;
using HaVip.Node.Kernel;
using HaVip.Node.Logging;

namespace HaVip.Node.Ownership;

/// <summary>
/// The interfaces behind which virtual MAC addresses are (RFC 9568 section 7.3): each is there while its instance has its
/// addresses and no longer, as a Backup must not take frames for the MAC address (section 6.4.2). The interface below must
/// not answer for the addresses of the one above with its own MAC address, nor ask in their name.
/// </summary>
internal sealed class VirtualLinks(IKernel kernel, InterfaceTable interfaces, EventLog events)
{
    private static readonly (string Setting, string Value)[] ParentSettings = [("arp_ignore", "1"), ("arp_announce", "2")];

    private readonly List<OwnedLink> _links = [];
    private readonly List<ChangedSetting> _settings = [];

    public IReadOnlyList<OwnedLink> Links => _links;

    public IReadOnlyList<ChangedSetting> Settings => _settings;

    /// <summary>At most 15 characters, and another one for each interface, family and virtual router.</summary>
    public static string NameOf(int parentIndex, InstanceConfiguration instance) => string.Create(
        CultureInfo.InvariantCulture,
        $"vr{(instance.Family == AddressFamily.IPv6 ? 6 : 4)}.{instance.VirtualRouterId}.{parentIndex}");

    public void Adopt(IReadOnlyList<OwnedLink> links, IReadOnlyList<ChangedSetting> settings)
    {
        _links.AddRange(links);
        _settings.AddRange(settings);
    }

    /// <summary>The one of an instance; null where it has none.</summary>
    public OwnedLink? Find(string instance)
    {
        foreach (var link in _links)
        {
            if (link.Instance == instance) return link;
        }

        return null;
    }

    /// <summary>What would be made for an instance that has none yet, for the journal; null where nothing would.</summary>
    public OwnedLink? Coming(InstanceConfiguration instance)
    {
        if (instance.VirtualMacAddress is not { } mac || Find(instance.Name) is not null) return null;
        var parent = interfaces.StatusOf(instance.Interface).Index;
        return parent == 0 ? null : new OwnedLink(instance.Name, NameOf(parent, instance), 0, instance.Interface, mac);
    }

    /// <summary>Has the link of an instance that needs one; null, and why, where that cannot be.</summary>
    public OwnedLink? Have(InstanceConfiguration instance, out string fault)
    {
        fault = "";
        if (Find(instance.Name) is { } there) return there;
        if (Coming(instance) is not { } coming)
        {
            fault = $"there is no interface {instance.Interface} for its virtual MAC address";
            return null;
        }

        var result = kernel.AddVirtualLink(coming.Name, interfaces.StatusOf(coming.Parent).Index, coming.MacAddress, out var index);
        if (!result.Succeeded)
        {
            fault = $"the interface {coming.Name} with {coming.MacAddress} cannot be made on {coming.Parent}: {Text(result)}";
            return null;
        }

        _links.Add(coming with { Index = index });
        Quieten(coming.Parent);
        events.Add(EventKind.AddressesAcquired, instance.Name, $"{coming.Name} with {coming.MacAddress} added on {coming.Parent}");
        return _links[^1];
    }

    /// <summary>Takes away the link of an instance, with whatever is left on it.</summary>
    public void Release(string instance)
    {
        if (Find(instance) is not { } link) return;
        var result = kernel.RemoveVirtualLink(link.Index);
        if (!result.Succeeded && !result.WasAbsent)
            events.Add(EventKind.KernelFault, instance, $"{link.Name} cannot be removed: {Text(result)}");
        else events.Add(EventKind.AddressesReleased, instance, $"{link.Name} removed from {link.Parent}");
        _links.Remove(link);
        PutBack(link.Parent);
    }

    /// <summary>Makes anew what somebody removed; returns what has another index now, by name.</summary>
    public IReadOnlyList<OwnedLink> Restore()
    {
        if (_links.Count == 0) return [];
        var present = kernel.ListVirtualLinks();
        var restored = new List<OwnedLink>();
        for (var i = 0; i < _links.Count; i++)
        {
            var link = _links[i];
            var parent = interfaces.StatusOf(link.Parent).Index;
            if (parent == 0 || present.Any(known => known.Index == link.Index)) continue;
            if (!kernel.AddVirtualLink(link.Name, parent, link.MacAddress, out var index).Succeeded) continue;
            _links[i] = link with { Index = index };
            Quieten(link.Parent);
            restored.Add(_links[i]);
            events.Add(EventKind.AddressesPutBack, link.Instance, $"{link.Name} had gone from {link.Parent} and was made anew");
        }

        return restored;
    }

    private void Quieten(string parent)
    {
        foreach (var (setting, value) in ParentSettings)
        {
            var name = Sysctl.OfInterface("ipv4", parent, setting);
            if (_settings.Exists(changed => changed.Name == name)) continue;
            if (kernel.ReadSetting(name) is not { } before || string.CompareOrdinal(before, value) >= 0) continue;
            if (kernel.WriteSetting(name, value)) _settings.Add(new ChangedSetting(parent, name, before, value));
            else events.Add(EventKind.KernelFault, null, CannotWrite(parent, setting, value));
        }
    }

    /// <summary>What somebody else has set meanwhile stays.</summary>
    private void PutBack(string parent)
    {
        if (_links.Exists(link => link.Parent == parent)) return;
        foreach (var changed in _settings.FindAll(changed => changed.Interface == parent))
        {
            if (kernel.ReadSetting(changed.Name) == changed.After) kernel.WriteSetting(changed.Name, changed.Before);
            _settings.Remove(changed);
        }
    }

    private static string CannotWrite(string parent, string setting, string value) =>
        $"{setting} cannot be set on {parent}, which may answer for virtual addresses with its own MAC address. Run 'sysctl -w "
        + $"net.ipv4.conf.{parent}.{setting}={value}', and put it into /etc/sysctl.d";

    private static string Text(NetlinkResult result) => KernelError.Text(result);
}
