using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct sock_fprog</c> of linux/filter.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FilterProgram
{
    public ushort len;
    public FilterInstruction* filter;
}
