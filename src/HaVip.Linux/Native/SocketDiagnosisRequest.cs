using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary><c>struct inet_diag_req_v2</c> (linux/inet_diag.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SocketDiagnosisRequest
{
    public byte sdiag_family;
    public byte sdiag_protocol;
    public byte idiag_ext;
    public byte pad;

    /// <summary>Bits of the TCP states asked for.</summary>
    public uint idiag_states;
    public SocketIdentity id;
}
