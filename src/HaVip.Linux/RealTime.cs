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

    [ThreadStatic]
    private static RealTime? _ofThisThread;

    private readonly int _thread;
    private readonly PosixSignalRegistration _registration;
    private readonly Action _onTimeUp;
    private ulong _softBefore;
    private volatile bool _isInForce;

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
        errorNumber = begun.MakeRealTime();
        if (errorNumber == 0) return _ofThisThread = begun;
        begun.Dispose();
        return null;
    }

    /// <summary>
    /// Does as an ordinary thread what waits until another one runs, as the start of a thread and of work for the pool does:
    /// .NET asks again and again whether it does, and on this processor it would not before this one's time is up.
    /// </summary>
    public static void Aside(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (_ofThisThread is not { _isInForce: true } own)
        {
            action();
            return;
        }

        own.MakeOrdinary();
        try
        {
            action();
        }
        finally
        {
            if (own.MakeRealTime() != 0) own._onTimeUp();
        }
    }

    public void Dispose()
    {
        MakeOrdinary();
        if (_ofThisThread == this) _ofThisThread = null;
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

    private int MakeRealTime()
    {
        var priority = 1;
        _isInForce = Syscalls.SetScheduler(_thread, RoundRobin | ResetOnFork, &priority) == 0;
        return _isInForce ? 0 : Marshal.GetLastPInvokeError();
    }

    private void MakeOrdinary()
    {
        _isInForce = false;
        var none = 0;
        _ = Syscalls.SetScheduler(_thread, Ordinary, &none);
    }
}
