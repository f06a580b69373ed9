using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct ndmsg</c> (linux/neighbour.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NeighborMessage
{
    public byte ndm_family;
    public byte ndm_pad1;
    public ushort ndm_pad2;
    public int ndm_ifindex;

    /// <summary>Bits of NUD_.</summary>
    public ushort ndm_state;

    /// <summary>Bits of NTF_.</summary>
    public byte ndm_flags;
    public byte ndm_type;
}
