using HaVip.Core.Values;
using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

/// <summary>An address this runner added, and for whom.</summary>
internal readonly record struct OwnedAddress(string Instance, string Interface, KernelAddress Address)
{
    /// <summary>Until when the machine prefers it as a source; null for as long as it is there, or never.</summary>
    public Instant? PreferredUntil { get; init; }

    /// <summary>The same address on the same interface, whatever its label or scope.</summary>
    public bool IsAt(KernelAddress other) =>
        Address.InterfaceIndex == other.InterfaceIndex && Address.Prefix == other.Prefix;

    /// <summary>Whether a renewal makes this one the other.</summary>
    public bool CanBecome(OwnedAddress other) =>
        Instance == other.Instance && Interface == other.Interface && Address.CanBecome(other.Address);

    public override string ToString() => Address.Prefix.ToString();
}
