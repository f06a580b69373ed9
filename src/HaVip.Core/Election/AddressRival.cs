using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>Another host that has an address of a Master: a split brain.</summary>
/// <param name="Address">The virtual address it claimed first.</param>
/// <param name="MacAddress">Where it is.</param>
/// <param name="Since">When it was heard for the first time.</param>
public readonly record struct AddressRival(IpAddress Address, MacAddress MacAddress, Instant Since);
