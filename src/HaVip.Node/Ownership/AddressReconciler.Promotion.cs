using HaVip.Core.Values;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Ownership;

/// <summary>
/// A leased IPv4 address that the kernel takes away must not take the others of its subnet along, be they the node's own:
/// where one is, the kernel is told to promote the next (promote_secondaries), and told otherwise again afterwards.
/// </summary>
internal sealed partial class AddressReconciler
{
    private readonly List<int> _promoting = [];
    private readonly HashSet<int> _unpromoted = [];
    private readonly HashSet<int> _asked = [];

    private bool _promotionIsDue;

    /// <summary>Interfaces on which promote_secondaries was set and shall be no more.</summary>
    public IReadOnlyList<int> Promoting => _promoting;

    /// <summary>Done after a new Master has announced itself, which must not wait for it; a lease lasts longer.</summary>
    private void PromoteIfDue()
    {
        if (!_promotionIsDue) return;
        PromoteWhereLeased();
        Record([], [], []);
    }

    private void PromoteWhereLeased()
    {
        _promotionIsDue = false;
        _asked.Clear();
        foreach (var owned in _addresses)
        {
            var index = owned.Address.InterfaceIndex;
            if (!IsLeasedOn(owned, index) || _promoting.Contains(index) || !_asked.Add(index)) continue;
            var before = kernel.SetPromoteSecondaries(index, true);
            if (before == false) _promoting.Add(index);
            if (before is not null) _unpromoted.Remove(index);
            else if (_unpromoted.Add(index)) Fault(null, CannotPromote(owned.Interface));
        }

        for (var i = _promoting.Count - 1; i >= 0; i--)
        {
            var index = _promoting[i];
            if (_addresses.Exists(owned => IsLeasedOn(owned, index))) continue;
            kernel.SetPromoteSecondaries(index, false);
            _promoting.RemoveAt(i);
        }
    }

    private static bool IsLeasedOn(OwnedAddress owned, int index) =>
        owned.Address.InterfaceIndex == index && owned.Address.Prefix.Family == AddressFamily.IPv4
        && owned.Address.ValidSeconds != AddressInfo.Forever;

    private static string CannotPromote(string name) =>
        $"promote_secondaries cannot be set on {name}: when a lease ends there, other addresses of the subnet may "
        + $"go too. Run 'sysctl -w net.ipv4.conf.{name}.promote_secondaries=1', and put it into /etc/sysctl.d";
}
