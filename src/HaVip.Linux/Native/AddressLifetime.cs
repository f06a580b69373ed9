using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct ifa_cacheinfo</c> (linux/if_addr.h): lifetimes in seconds, stamps in hundredths of a second.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AddressLifetime
{
    public uint ifa_prefered;
    public uint ifa_valid;
    public uint cstamp;
    public uint tstamp;
}
