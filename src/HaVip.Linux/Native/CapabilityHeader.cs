using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct __user_cap_header_struct</c> (linux/capability.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CapabilityHeader
{
    /// <summary>_LINUX_CAPABILITY_VERSION_3: two words of capabilities.</summary>
    public const uint Version3 = 0x20080522;

    public uint version;
    public int pid;
}
