using HaVip.Core.Configuration;

namespace HaVip.Node.Ownership;

/// <summary>Where an instance with a virtual MAC address has its addresses and routes: on an interface made for that.</summary>
internal sealed partial class AddressReconciler
{
    private readonly List<OwnedLink> _comingLinks = [];

    private bool HasLink(InstanceConfiguration instance)
    {
        if (!instance.VirtualMac) return true;
        if (Links.Coming(instance) is { } coming)
        {
            _comingLinks.Add(coming);
            Record([], [], []);
            _comingLinks.Clear();
        }

        if (Links.Have(instance, out var fault) is not null) return true;
        LeaveUndone(instance.Name, fault);
        return false;
    }

    /// <summary>The instance's own interface, however it is named, stands for the one of its virtual MAC address.</summary>
    private (string Name, int Index) PlaceOf(InstanceConfiguration instance, string? written)
    {
        var name = written ?? instance.Interface;
        if (name == instance.Interface && Links.Find(instance.Name) is { } link) return (link.Name, link.Index);
        return (name, interfaces.StatusOf(name).Index);
    }

    private void RestoreLinks()
    {
        foreach (var link in Links.Restore())
        {
            for (var i = 0; i < _addresses.Count; i++)
            {
                var owned = _addresses[i];
                if (owned.Interface == link.Name)
                    _addresses[i] = owned with { Address = owned.Address with { InterfaceIndex = link.Index } };
            }

            for (var i = 0; i < _routes.Count; i++)
            {
                var owned = _routes[i];
                if (owned.Interface == link.Name)
                    _routes[i] = owned with { Route = owned.Route with { InterfaceIndex = link.Index } };
            }

            if (!_putBack.Contains(link.Instance)) _putBack.Add(link.Instance);
        }
    }
}
