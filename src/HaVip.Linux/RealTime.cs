using System.Runtime.InteropServices;
using HaVip.Linux.Native;

namespace HaVip.Linux;

/// <summary>
/// Has one thread run before every ordinary one (SCHED_RR), and back among them as soon as it uses more processor time
/// in one go than its work can take: a loop that spins must not take the machine along. Threads and processes it starts
/// are ordinary.
/// </summary>
public sealed unsafe class RealTime : IDisposable
{
    internal const int Ordinary = 0; // SCHED_OTHER
    internal const int RoundRobin = 2; // SCHED_RR
    internal const int ResetOnFork = 0x40000000; // SCHED_RESET_ON_FORK
    internal const int TimeLimit = 15; // RLIMIT_RTTIME, in microseconds
    internal const PosixSignal TimeIsUp = (PosixSignal)24; // SIGXCPU, for which .NET has no name

    private readonly int _thread;
    private readonly PosixSignalRegistration _registration;
    private readonly Action _onTimeUp;
    private ulong _softBefore;

    private RealTime(int thread, Action onTimeUp)
    {
        _thread = thread;
        _onTimeUp = onTimeUp;
        _registration = PosixSignalRegistration.Create(TimeIsUp, GiveBack);
    }

    /// <summary>Makes this thread real-time; null where the kernel does not allow it.</summary>
    /// <param name="limit">Processor time without a pause after which it is ordinary again.</param>
    /// <param name="onTimeUp">Told when that happens, from another thread.</param>
    /// <param name="errorNumber">Why it is not allowed; 0 where it is.</param>
    public static RealTime? TryBegin(TimeSpan limit, Action onTimeUp, out int errorNumber)
    {
        ArgumentNullException.ThrowIfNull(onTimeUp);
        var begun = new RealTime(Syscalls.GetThread(), onTimeUp);
        begun.SetTimeLimit((ulong)limit.TotalMicroseconds);
        var priority = 1;
        errorNumber = Syscalls.SetScheduler(0, RoundRobin | ResetOnFork, &priority) == 0
            ? 0
            : Marshal.GetLastPInvokeError();
        if (errorNumber == 0) return begun;
        begun.Dispose();
        return null;
    }

    public void Dispose()
    {
        MakeOrdinary();
        SetTimeLimit(_softBefore);
        _registration.Dispose();
    }

    /// <summary>The limit above it, at which the kernel kills, stays what it is.</summary>
    private void SetTimeLimit(ulong microseconds)
    {
        var limits = stackalloc ulong[2];
        if (Syscalls.GetLimit(TimeLimit, limits) != 0) return;
        var before = limits[0];
        limits[0] = Math.Min(microseconds, limits[1]);
        if (Syscalls.SetLimit(TimeLimit, limits) == 0) _softBefore = before;
    }

    private void GiveBack(PosixSignalContext context)
    {
        context.Cancel = true;
        MakeOrdinary();
        _onTimeUp();
    }

    private void MakeOrdinary()
    {
        var none = 0;
        _ = Syscalls.SetScheduler(_thread, Ordinary, &none);
    }
}
