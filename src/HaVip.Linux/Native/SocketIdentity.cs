using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct inet_diag_sockid</c> (linux/inet_diag.h); ports and addresses in network byte order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SocketIdentity
{
    public ushort idiag_sport;
    public ushort idiag_dport;
    public Address idiag_src;
    public Address idiag_dst;
    public uint idiag_if;
    public Cookie idiag_cookie;

    [InlineArray(4)]
    internal struct Address
    {
        private uint _first;
    }

    [InlineArray(2)]
    internal struct Cookie
    {
        private uint _first;
    }
}
