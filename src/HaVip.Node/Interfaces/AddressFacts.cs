using HaVip.Core.Values;

namespace HaVip.Node.Interfaces;

/// <param name="InterfaceIndex">The interface that has it.</param>
/// <param name="Prefix">Address and prefix length.</param>
/// <param name="IsUsable">IPv6: duplicate address detection is over and found nobody.</param>
/// <param name="IsTagged">Added by HaVip.</param>
internal readonly record struct AddressFacts(int InterfaceIndex, IpPrefix Prefix, bool IsUsable, bool IsTagged)
{
    public bool IsAt(int interfaceIndex, IpPrefix prefix) => InterfaceIndex == interfaceIndex && Prefix == prefix;
}
