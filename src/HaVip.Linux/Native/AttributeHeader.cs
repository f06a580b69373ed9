using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct rtattr</c> (linux/rtnetlink.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AttributeHeader
{
    public const int Size = 4;

    /// <summary>Header and data, without the padding behind.</summary>
    public ushort rta_len;
    public ushort rta_type;
}
