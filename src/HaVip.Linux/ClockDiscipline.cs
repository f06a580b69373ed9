using HaVip.Core.Values;
using HaVip.Linux.Native;

namespace HaVip.Linux;

/// <summary>What the kernel knows of its own wall clock.</summary>
/// <param name="IsSynchronized">Some program (chrony, ntpd, systemd-timesyncd) keeps it right.</param>
/// <param name="MaximumError">How far off it may be, as that program says.</param>
public readonly record struct ClockDiscipline(bool IsSynchronized, Duration MaximumError)
{
    /// <summary>STA_UNSYNC: nobody has set the clock, or not for so long that it may be anywhere.</summary>
    internal const int Unsynchronized = 0x40;

    public static unsafe ClockDiscipline Read()
    {
        ClockAdjustment adjustment = default;
        LinuxException.ThrowIfFailed(Syscalls.AdjustClock(&adjustment), "read the state of the clock");
        return new ClockDiscipline((adjustment.status & Unsynchronized) == 0, new Duration(adjustment.maxerror));
    }
}
