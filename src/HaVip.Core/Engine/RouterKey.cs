using HaVip.Core.Values;

namespace HaVip.Core.Engine;

/// <summary>What a received packet finds its virtual router by (RFC 9568 section 5.2.3).</summary>
internal readonly record struct RouterKey(int InterfaceIndex, AddressFamily Family, byte VirtualRouterId);
