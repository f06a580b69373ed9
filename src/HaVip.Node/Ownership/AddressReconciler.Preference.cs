using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;
using HaVip.Node.Time;

namespace HaVip.Node.Ownership;

/// <summary>How long the machine prefers an address as a source. A renewal of its lease must not prolong that.</summary>
internal sealed partial class AddressReconciler
{
    private readonly List<KernelAddress> _preferredAnew = [];

    /// <summary>What a reload changed about addresses that are there; what has a lease is renewed all the same.</summary>
    private void PreferAnew()
    {
        if (_preferredAnew.Count == 0) return;
        kernel.RenewAddresses(_preferredAnew.ToArray(), new NetlinkResult[_preferredAnew.Count]);
        _preferredAnew.Clear();
    }

    /// <summary>Begins to count how long the machine prefers the address.</summary>
    private static OwnedAddress Preferred(OwnedAddress owned) => owned.Address.PreferredSeconds is > 0 and { } seconds
        ? owned with { PreferredUntil = MonotonicClock.Now + Duration.FromSeconds(seconds) }
        : owned with { PreferredUntil = null };

    /// <summary>What is left of that, for a renewal, which counts anew.</summary>
    private static KernelAddress Remaining(OwnedAddress owned)
    {
        if (owned.PreferredUntil is not { } until) return owned.Address;
        var left = until - MonotonicClock.Now;
        return owned.Address with { PreferredSeconds = left > Duration.Zero ? (uint)(left.Microseconds / 1_000_000) : 0 };
    }
}
