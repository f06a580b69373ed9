using HaVip.Core.Values;

namespace HaVip.Node.Succession;

/// <summary>The VRRP socket of an interface and family.</summary>
internal sealed record VrrpSocketMemory(int Descriptor, string Interface, int InterfaceIndex, AddressFamily Family);
