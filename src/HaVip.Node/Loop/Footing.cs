using HaVip.Core.Engine;
using HaVip.Core.Values;
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

    /// <summary>How long nothing has happened when what happened is over.</summary>
    private static readonly Duration Quiet = Duration.FromSeconds(10);

    /// <summary>Bytes; to look through more takes longer than the loop may stand still for while it serves instances.</summary>
    private const long SmallHeap = 16 << 20;

    private RealTime? _realTime;
    private bool _givenUp;
    private bool _locked;
    private bool _settled;
    private long _lastEvent;

    /// <summary>When to let go of what was needed for what is over; Never where nothing has happened since.</summary>
    public Instant NextDeadline { get; private set; } = Instant.Never;

    /// <summary>To be called by the loop's thread, once what only a start needs is done.</summary>
    public void Take()
    {
        LetGo();
        _locked = ProcessMemory.TryLock();
        _realTime = RealTime.TryBegin(LongestTurn, GiveUp, out var errorNumber);
        var policy = errorNumber == 0 ? "real-time (SCHED_RR)" : $"ordinary ({Errno.NameOf(errorNumber)})";
        events.Add(
            EventKind.RunnerStarted,
            null,
            $"scheduling is {policy}, memory is {(_locked ? "locked" : "not locked (RLIMIT_MEMLOCK)")}");
    }

    /// <summary>
    /// Lets go of memory once it has been quiet for a while. Where memory is locked, only after the start: what the runner
    /// has needed later must not have to be read again.
    /// </summary>
    public void Advance(Instant now)
    {
        if (_lastEvent != events.Ring.LastSequence) Stir(now);
        if (NextDeadline > now) return;
        NextDeadline = Instant.Never;
        if (_locked) ProcessMemory.Unlock();
        LetGo();
        if (_locked) _locked = ProcessMemory.TryLock();
        _settled = true;
    }

    /// <summary>Something happens that is not of every day, such as a request; events are noticed without it.</summary>
    public void Stir(Instant now)
    {
        _lastEvent = events.Ring.LastSequence;
        if (!_locked || !_settled) NextDeadline = now + Quiet;
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

    /// <summary>Garbage, then the pages of the program, those of the collector among them.</summary>
    private void LetGo()
    {
        if (!_settled || GC.GetGCMemoryInfo().TotalCommittedBytes <= SmallHeap)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        ProcessMemory.ForgetProgramPages();
    }

    private void GiveUp() => Volatile.Write(ref _givenUp, true);
}
