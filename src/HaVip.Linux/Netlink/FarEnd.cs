using HaVip.Core.Values;

namespace HaVip.Linux.Netlink;

/// <summary>Where the other side of a TCP connection is.</summary>
public readonly record struct FarEnd(IpAddress Address, ushort Port);
