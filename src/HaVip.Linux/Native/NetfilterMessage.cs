using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct nfgenmsg</c> (linux/netfilter/nfnetlink.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetfilterMessage
{
    public byte nfgen_family;
    public byte version;

    /// <summary>Network byte order; the subsystem in the messages that begin and end a batch.</summary>
    public ushort res_id;
}
