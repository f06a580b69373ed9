namespace HaVip.Node.Ownership;

internal sealed partial class AddressReconciler
{
    /// <summary>
    /// Closes or opens the addresses instances are about to have. An address that cannot be kept closed is not kept: what
    /// the instance owns goes.
    /// </summary>
    private void CloseWhereNeeded(Wanted wanted)
    {
        foreach (var instance in wanted.Instances)
        {
            if (instance.AcceptsPackets) Filter.Open(instance.Name);
            else if (!Close(instance.Name, wanted.Addresses))
            {
                Release(instance.Name);
                wanted.Drop(instance.Name);
            }
        }
    }

    private bool Close(string instance, List<OwnedAddress> coming) =>
        Filter.Close(instance, coming.FindAll(owned => owned.Instance == instance).Concat(_addresses.Of(instance)));

    /// <summary>What could not be removed stays closed.</summary>
    private void OpenIfGone(string instance)
    {
        if (_addresses.Of(instance).Count == 0) Filter.Open(instance);
    }
}
