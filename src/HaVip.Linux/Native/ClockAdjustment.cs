using System.Runtime.InteropServices;
using Tmds.Linux;

namespace HaVip.Linux.Native;

/// <summary><c>struct timex</c> of adjtimex(2), which ends with eleven unused words.</summary>
[StructLayout(LayoutKind.Sequential, Size = 208)]
internal struct ClockAdjustment
{
    public uint modes;
    public nint offset;
    public nint freq;
    public nint maxerror;
    public nint esterror;
    public int status;
    public nint constant;
    public nint precision;
    public nint tolerance;
    public timespec time; // A timeval, which is laid out the same.
    public nint tick;
    public nint ppsfreq;
    public nint jitter;
    public int shift;
    public nint stabil;
    public nint jitcnt;
    public nint calcnt;
    public nint errcnt;
    public nint stbcnt;
    public int tai;
}
