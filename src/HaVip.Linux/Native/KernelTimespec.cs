using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct timespec</c> of 64-bit systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct KernelTimespec
{
    public long tv_sec;
    public long tv_nsec;
}
