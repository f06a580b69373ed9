using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct ifaddrmsg</c> (linux/if_addr.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AddressMessage
{
    public byte ifa_family;
    public byte ifa_prefixlen;
    public byte ifa_flags;
    public byte ifa_scope;
    public uint ifa_index;
}
