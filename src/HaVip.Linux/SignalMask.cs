using System.Runtime.InteropServices;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Holds signals off in the calling thread: what comes meanwhile stays pending, also across a change of the program, until
/// they are let through again.
/// </summary>
public static unsafe class SignalMask
{
    public static void Hold(params ReadOnlySpan<PosixSignal> signals) => Change(SIG_BLOCK, signals);

    public static void LetThrough(params ReadOnlySpan<PosixSignal> signals) => Change(SIG_UNBLOCK, signals);

    private static void Change(int how, ReadOnlySpan<PosixSignal> signals)
    {
        sigset_t set = default;
        foreach (var signal in signals)
        {
            if (sigaddset(&set, NumberOf(signal)) != 0) throw LinuxException.Last($"hold the signal {signal}");
        }

        var error = Syscalls.SetThreadMask(how, &set, null);
        if (error != 0) throw new LinuxException("change the signals that are held", error);
    }

    /// <summary>.NET has negative names for signals, and takes the system's positive numbers.</summary>
    private static int NumberOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => SIGHUP,
        PosixSignal.SIGINT => SIGINT,
        PosixSignal.SIGTERM => SIGTERM,
        > 0 => (int)signal,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "Its number is not known here."),
    };
}
