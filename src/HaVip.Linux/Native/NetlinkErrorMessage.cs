using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct nlmsgerr</c> (linux/netlink.h): the answer and the header of what it answers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkErrorMessage
{
    /// <summary>0 is the acknowledgement, else a negative error number.</summary>
    public int error;
    public NetlinkHeader msg;
}
