using System.Collections.Concurrent;
using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Linux;
using HaVip.Node.Logging;
using HaVip.Node.Loop;

namespace HaVip.Node.Notifications;

/// <summary>
/// Everybody who is told what becomes of instances and groups. News is gathered while the engine's work is carried out and
/// goes out when all of it is done: what it says is so by then.
/// </summary>
internal sealed class NoticeBoard : IDisposable
{
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(3);

    private readonly List<NoticeQueue> _queues = [];
    private readonly List<NoticeQueue> _leaving = [];
    private readonly List<Notice> _news = [];
    private readonly Dictionary<string, VrrpState> _groups = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<NoticeReport> _reports = new();
    private readonly WakeEvent _wake = new();
    private readonly EventLog _events;

    public NoticeBoard(Epoll epoll, EventLog events)
    {
        _events = events;
        epoll.Add(_wake.Descriptor, EpollEvents.Readable, EpollToken.Notices);
    }

    public bool IsIdle => _queues.TrueForAll(queue => queue.IsIdle) && _leaving.TrueForAll(queue => queue.IsIdle);

    /// <summary>Queues that are the same go on; those no longer configured tell what is left, their owner's end included.</summary>
    public void Configure(NodeConfiguration configuration)
    {
        var wanted = configuration.Instances.SelectMany(instance => Of(false, instance.Name, instance.Notify))
            .Concat(configuration.Groups.SelectMany(group => Of(true, group.Name, group.Notify))).ToList();
        var node = configuration.Node;
        foreach (var queue in _queues.Where(q => !wanted.Exists(w => q.Does(w.Owner, w.Settings, node))).ToArray())
        {
            _queues.Remove(queue);
            var goes = wanted.TrueForAll(w => w.Owner != queue.Owner);
            if (goes) _leaving.Add(queue);
            else queue.Stop();
        }

        foreach (var queue in _leaving.Where(queue => wanted.Exists(w => w.Owner == queue.Owner)).ToArray())
        {
            queue.Stop();
            _leaving.Remove(queue);
        }

        foreach (var (owner, settings) in wanted.Where(w => !_queues.Exists(q => q.Does(w.Owner, w.Settings, node))))
            _queues.Add(new NoticeQueue(owner, settings, node, Report, _wake.Signal));
        foreach (var name in _groups.Keys.ToArray())
        {
            if (configuration.Groups.All(group => group.Name != name)) _groups.Remove(name);
        }
    }

    /// <summary>Takes in what the engine reports.</summary>
    public void Take(in EngineAction report)
    {
        if (NoticeText.Of(report) is not { } notice) return;
        _news.Add(notice);
        if (report.Router.Group is { } group) TakeOfGroup(group, notice);
    }

    /// <summary>Everything that was asked for together with the news is done.</summary>
    public void Publish()
    {
        foreach (var notice in _news)
        {
            foreach (var queue in _queues) Post(queue, notice);
            foreach (var queue in _leaving) Post(queue, notice);
        }

        _news.Clear();
    }

    /// <summary>Tells again what the runner before this one had not come to tell.</summary>
    public void Adopt(IReadOnlyList<Notice> unfinished, NodeEngine engine)
    {
        foreach (var router in engine.Routers)
        {
            if (router.Group is { } group && StateOf(group) is { } state) _groups[group.Name] = state;
        }

        _news.AddRange(unfinished);
        Publish();
    }

    public IReadOnlyList<Notice> Unfinished => [.. _queues.SelectMany(queue => queue.Unfinished)];

    /// <summary>What became of the latest news of an instance and of its group.</summary>
    public IReadOnlyList<NotificationState> StatesOf(VirtualRouter router) =>
        [.. _queues.Where(queue => queue.Owner.IsGroup
            ? queue.Owner.Name == router.Group?.Name
            : queue.Owner.Name == router.Name).Select(queue => queue.State)];

    /// <summary>Tells the log what became of news since it was last told.</summary>
    public void Tell()
    {
        _wake.Drain();
        while (_reports.TryDequeue(out var report)) Tell(report);
        foreach (var queue in _leaving.Where(queue => queue.IsIdle && queue.State.Event == "STOP").ToArray())
        {
            queue.Stop();
            _leaving.Remove(queue);
        }
    }

    /// <summary>The runner is about to end: what fails now is not tried again.</summary>
    public void Finish()
    {
        foreach (var queue in _queues.Concat(_leaving)) queue.Finish();
    }

    public void Dispose()
    {
        var all = _queues.Concat(_leaving).ToArray();
        foreach (var queue in all) queue.Stop();
        foreach (var queue in all) queue.Join(PatienceAtTheEnd);
        _wake.Dispose();
    }

    private static IEnumerable<(NoticeOwner Owner, NotifySettings Settings)> Of(
        bool isGroup, string name, IReadOnlyList<NotifySettings> notify) =>
        notify.Select(settings => (new NoticeOwner(isGroup, name), settings));

    private static void Post(NoticeQueue queue, Notice notice)
    {
        if (queue.Owner.IsGroup == notice.IsGroup && queue.Owner.Name == notice.Name) queue.Post(notice);
    }

    /// <summary>
    /// A group has a state when all of its instances have it. That it leaves, and that a rival was outdone, is told once for
    /// each instance at most; its priority is nobody's.
    /// </summary>
    private void TakeOfGroup(RouterGroup group, Notice notice)
    {
        var ofGroup = notice with { IsGroup = true, Name = group.Name, Priority = 0, Interface = "" };
        if (notice.Event is NotifyEvents.Leaving or NotifyEvents.RivalRejected) _news.Add(ofGroup);
        if ((notice.Event & NotifyEvents.States) == 0 || StateOf(group) is not { } state) return;
        if (_groups.TryGetValue(group.Name, out var before) && before == state) return;
        _groups[group.Name] = state;
        var (kind, word) = NoticeText.OfState(state);
        _news.Add(ofGroup with { Event = kind, Word = word, Addresses = [] });
    }

    private static VrrpState? StateOf(RouterGroup group)
    {
        var state = group.Members[0].State;
        if (state == VrrpState.Initialize) return null;
        foreach (var member in group.Members)
        {
            if (member.State != state) return null;
        }

        return state;
    }

    private void Report(NoticeReport report)
    {
        _reports.Enqueue(report);
        _wake.Signal();
    }

    private void Tell(NoticeReport report)
    {
        var (notice, state) = (report.Notice, report.State);
        var instance = notice.IsGroup ? null : notice.Name;
        var what = $"{(notice.IsGroup ? $"group {notice.Name}: " : "")}{state.Target} was told {state.Event}";
        if (state.Status != NotificationStatus.Succeeded)
        {
            var then = state.Status == NotificationStatus.Retrying ? "; it is tried again" : "";
            _events.Add(EventKind.NotificationFailed, instance, $"{what} in vain: {state.Failure}{then}");
        }
        else if (!report.IsPipe)
        {
            var attempts = state.Attempts == 1 ? "" : $" at attempt {state.Attempts}";
            _events.Add(EventKind.NotificationSucceeded, instance, what + attempts);
        }
    }
}
