using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>What an ARP packet or a neighbour advertisement says: this address is at that Ethernet address.</summary>
/// <param name="Address">Whose host spoke.</param>
/// <param name="MacAddress">
/// Where it is; the default value where that is not said, as in the answer to a question that went to the host alone.
/// </param>
public readonly record struct NeighborClaim(IpAddress Address, MacAddress MacAddress)
{
    /// <summary>Said to who asked (the S flag of a neighbour advertisement): that host takes packets for the address.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>The host is a router (the R flag of a neighbour advertisement).</summary>
    public bool IsRouter { get; init; }
}
