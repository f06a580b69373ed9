using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct __user_cap_data_struct</c> (linux/capability.h): one word of 32 capabilities.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CapabilityData
{
    public uint effective;
    public uint permitted;
    public uint inheritable;
}
