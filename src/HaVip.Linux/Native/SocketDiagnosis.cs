using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct inet_diag_msg</c> (linux/inet_diag.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SocketDiagnosis
{
    public byte idiag_family;
    public byte idiag_state;
    public byte idiag_timer;
    public byte idiag_retrans;
    public SocketIdentity id;
    public uint idiag_expires;
    public uint idiag_rqueue;
    public uint idiag_wqueue;
    public uint idiag_uid;
    public uint idiag_inode;
}
