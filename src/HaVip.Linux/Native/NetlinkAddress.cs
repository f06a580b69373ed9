using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct sockaddr_nl</c> (linux/netlink.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkAddress
{
    public ushort nl_family;
    public ushort nl_pad;

    /// <summary>The port of the other end; 0 is the kernel.</summary>
    public uint nl_pid;
    public uint nl_groups;
}
