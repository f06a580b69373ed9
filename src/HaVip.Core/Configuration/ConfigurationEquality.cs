namespace HaVip.Core.Configuration;

/// <summary>Records compare their lists by reference; configurations are the same where the lists' items are.</summary>
public static class ConfigurationEquality
{
    public static bool AreEqual(InstanceConfiguration left, InstanceConfiguration right) =>
        Scalars(left) == Scalars(right)
        && left.VirtualAddresses.SequenceEqual(right.VirtualAddresses)
        && left.ExcludedAddresses.SequenceEqual(right.ExcludedAddresses)
        && left.VirtualRoutes.SequenceEqual(right.VirtualRoutes);

    private static InstanceConfiguration Scalars(InstanceConfiguration configuration) => configuration with
    {
        VirtualAddresses = [],
        ExcludedAddresses = [],
        VirtualRoutes = [],
    };
}
