using System.Globalization;
using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Programs;
using HaVip.Node.Time;

namespace HaVip.Node.Notifications;

/// <summary>
/// Tells one listener of one instance or group, one thing after the other, on a thread of its own. What is newer takes the
/// place of what waits, so that after any storm of news the last state is the last thing told.
/// </summary>
internal sealed class NoticeQueue
{
    private readonly object _gate = new();
    private readonly List<Notice> _waiting = [];
    private readonly Action<NoticeReport> _report;
    private readonly Action _idle;
    private readonly string? _nodeUser;
    private readonly string _node;
    private bool _stopped;
    private bool _ending;
    private bool _busy;
    private Thread? _thread;
    private volatile NotificationState _state;

    /// <param name="owner">The instance or the group.</param>
    /// <param name="settings">Who is told what.</param>
    /// <param name="node">Whose scriptUser and name count.</param>
    /// <param name="report">Takes what became of each attempt, from the queue's thread.</param>
    /// <param name="idle">Called by that thread when nothing is left to tell.</param>
    public NoticeQueue(
        NoticeOwner owner, NotifySettings settings, NodeSettings node, Action<NoticeReport> report, Action idle)
    {
        Owner = owner;
        Settings = settings;
        _nodeUser = node.ScriptUser;
        _node = node.Name ?? Environment.MachineName;
        _report = report;
        _idle = idle;
        _state = new NotificationState { Target = settings.Fifo ?? settings.Command[0] };
    }

    public NoticeOwner Owner { get; }

    public NotifySettings Settings { get; }

    /// <summary>The latest there is to say of it.</summary>
    public NotificationState State => _state;

    /// <summary>Nothing is being told or waits.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate) return !_busy && _waiting.Count == 0;
        }
    }

    /// <summary>Whether this is how those settings are carried out.</summary>
    public bool Does(NoticeOwner owner, NotifySettings settings, NodeSettings node) =>
        Owner == owner && Settings.Equals(settings) && (settings.User is not null || _nodeUser == node.ScriptUser);

    /// <summary>What is not told yet, the oldest first.</summary>
    public IReadOnlyList<Notice> Unfinished
    {
        get
        {
            lock (_gate) return [.. _waiting];
        }
    }

    public void Post(Notice notice)
    {
        if ((Settings.Events & notice.Event) == 0) return;
        lock (_gate)
        {
            // The one that is being told stays the first until it has ended.
            for (var i = _waiting.Count - 1; i >= (_busy ? 1 : 0); i--)
            {
                if (notice.Supersedes(_waiting[i])) _waiting.RemoveAt(i);
            }

            _waiting.Add(notice);
            Monitor.PulseAll(_gate);
            if (_thread is not null) return;
            _thread = new Thread(RunSafely) { IsBackground = true, Name = $"notify {Owner.Name}" };
            RealTime.Aside(_thread.Start);
        }
    }

    /// <summary>What waits is still told, but nothing that fails is tried again.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            _ending = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends a command that runs; nothing more is told.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for the end of a queue that was stopped.</summary>
    public void Join(TimeSpan limit) => _thread?.Join(limit);

    private void RunSafely()
    {
        try
        {
            var fault = Settings.Fifo is null ? ProgramUser.TryBecome(Settings.User ?? _nodeUser) : null;
            while (Next() is { } notice) Tell(notice, fault);
        }
        catch (Exception error)
        {
            lock (_gate) _busy = false;
            Say(new Notice(Owner.IsGroup, Owner.Name, NotifyEvents.None, _state.Event, 0), NotificationStatus.Failed, 0,
                $"unforeseen, and nothing is told any more until a reload: {error.Message}");
        }
    }

    private Notice? Next()
    {
        lock (_gate)
        {
            if (_busy) _waiting.RemoveAt(0);
            _busy = false;
            if (_waiting.Count == 0) _idle();
            while (_waiting.Count == 0 && !_stopped) Monitor.Wait(_gate);
            if (_stopped) return null;
            _busy = true;
            return _waiting[0];
        }
    }

    private void Tell(Notice notice, string? fault)
    {
        for (var attempt = 1; ; attempt++)
        {
            Note(notice, NotificationStatus.Running, attempt, null);
            var failure = fault ?? Carry(notice);
            var again = failure is not null && WillTryAgain(notice);
            var status = failure is null ? NotificationStatus.Succeeded
                : again ? NotificationStatus.Retrying : NotificationStatus.Failed;
            Say(notice, status, attempt, failure);
            if (!again || !WaitToTryAgain(notice)) return;
        }
    }

    private string? Carry(Notice notice)
    {
        if (Settings.Fifo is { } fifo) return NoticePipe.Write(fifo, notice.Line);
        var priority = notice.Priority.ToString(CultureInfo.InvariantCulture);
        return ProgramStart.Run(
            [.. Settings.Command, notice.Type, notice.Name, notice.Word, priority],
            ProgramEnvironment.With(
                ("HAVIP_NODE", _node),
                ("HAVIP_TYPE", notice.Type),
                ("HAVIP_NAME", notice.Name),
                ("HAVIP_STATE", notice.Word),
                ("HAVIP_PRIORITY", priority),
                ("HAVIP_INTERFACE", notice.Interface),
                ("HAVIP_ADDRESSES", string.Join(' ', notice.Addresses)),
                ("HAVIP_REASON", notice.Reason)),
            Settings.Timeout,
            () => Volatile.Read(ref _stopped)).Failure;
    }

    private bool WillTryAgain(Notice notice)
    {
        lock (_gate) return Settings.Retry > Duration.Zero && !_ending && !_stopped && !IsStale(notice);
    }

    /// <summary>False where there is later news, or nobody is there to wait for.</summary>
    private bool WaitToTryAgain(Notice notice)
    {
        var due = MonotonicClock.Now + Settings.Retry;
        lock (_gate)
        {
            while (!_ending && !_stopped && !IsStale(notice))
            {
                var left = due - MonotonicClock.Now;
                if (left <= Duration.Zero) return true;
                Monitor.Wait(_gate, left.ToTimeSpan());
            }
        }

        return false;
    }

    private bool IsStale(Notice notice) => _waiting.Skip(1).Any(later => later.Supersedes(notice));

    private void Say(Notice notice, NotificationStatus status, int attempts, string? failure)
    {
        Note(notice, status, attempts, failure);
        _report(new NoticeReport(notice, _state, Settings.Fifo is not null));
    }

    private void Note(Notice notice, NotificationStatus status, int attempts, string? failure) =>
        _state = new NotificationState
        {
            Target = _state.Target,
            Event = notice.Word,
            Status = status,
            Attempts = attempts,
            Failure = failure ?? (status == NotificationStatus.Running ? _state.Failure : null),
            ChangedUnixMicroseconds = MonotonicClock.UnixMicroseconds,
        };
}
