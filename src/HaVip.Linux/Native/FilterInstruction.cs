using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct sock_filter</c> of linux/filter.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FilterInstruction(ushort code, uint k, byte jt = 0, byte jf = 0)
{
    public ushort code = code;
    public byte jt = jt;
    public byte jf = jf;
    public uint k = k;
}
