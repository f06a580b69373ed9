using HaVip.Core.Configuration;

namespace HaVip.Node.Ownership;

internal sealed partial class AddressReconciler
{
    /// <summary>
    /// Closes or opens the addresses an instance is about to have. An address that cannot be kept closed is not kept:
    /// what the instance owns goes.
    /// </summary>
    private bool Close(InstanceConfiguration instance, List<OwnedAddress> addresses)
    {
        if (instance.AcceptsPackets) Filter.Open(instance.Name);
        else if (!Filter.Close(instance.Name, addresses.Concat(_addresses.Of(instance.Name))))
        {
            Release(instance.Name);
            return false;
        }

        return true;
    }

    /// <summary>What could not be removed stays closed.</summary>
    private void OpenIfGone(string instance)
    {
        if (_addresses.Of(instance).Count == 0) Filter.Open(instance);
    }
}
