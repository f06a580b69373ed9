using HaVip.Core.Values;

namespace HaVip.Linux.Netlink;

/// <summary>An address and the name of the interface it is at.</summary>
public readonly record struct LinkAddress(IpAddress Address, string InterfaceName);
