using HaVip.Core.Engine;
using HaVip.Linux;
using HaVip.Node.Logging;

namespace HaVip.Node.Loop;

/// <summary>
/// What the loop stands on, as far as this process may have it: little memory, none of it swapped out, and a processor as
/// soon as there is something to do. Threads and programs that the loop starts have no part in the last.
/// </summary>
internal sealed class Footing(EventLog events) : IDisposable
{
    /// <summary>
    /// Of processor time, without a pause. To take thousands of addresses, or to read their configuration, takes less.
    /// </summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(2);

    private RealTime? _realTime;
    private bool _givenUp;

    /// <summary>To be called by the loop's thread, once what only a start needs is done.</summary>
    public void Take()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        ProcessMemory.ForgetProgramPages();
        var locked = ProcessMemory.TryLock();
        _realTime = RealTime.TryBegin(LongestTurn, GiveUp, out var errorNumber);
        var policy = errorNumber == 0 ? "real-time (SCHED_RR)" : $"ordinary ({Errno.NameOf(errorNumber)})";
        events.Add(
            EventKind.RunnerStarted,
            null,
            $"scheduling is {policy}, memory is {(locked ? "locked" : "not locked (RLIMIT_MEMLOCK)")}");
    }

    /// <summary>The thread is an ordinary one again, as a program that takes its place expects.</summary>
    public void Dispose()
    {
        _realTime?.Dispose();
        _realTime = null;
    }

    /// <summary>Says it where the kernel has taken the processor back.</summary>
    public void TellIfGivenUp()
    {
        if (!Volatile.Read(ref _givenUp)) return;
        Volatile.Write(ref _givenUp, false);
        var used = $"the loop has used {LongestTurn.TotalSeconds:0} s of processor time without a pause";
        events.Add(EventKind.KernelFault, null, $"{used}: its scheduling is ordinary until the runner is started again");
    }

    private void GiveUp() => Volatile.Write(ref _givenUp, true);
}
