using System.Collections.Concurrent;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Connection;

/// <summary>
/// Follows one node for as long as it is asked to, whichever runner it has: every event once, in order, and a notice
/// where the runner went, came back, or had forgotten events before they were read.
/// </summary>
internal sealed class EventStream(NodeLocation location, BlockingCollection<WatchItem> sink, CancellationToken stopping)
{
    public const string RunnerLost = "RunnerLost";
    public const string RunnerFound = "RunnerFound";
    public const string EventsLost = "EventsLost";

    /// <summary>How long one request waits in the runner; it answers at once when something happens.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(200);

    private (int ProcessId, long Started)? _runner;
    private string _node = location.ToString();
    private long _last;
    private bool _lost;

    /// <summary>Ends when it is stopped, or with an error in the sink that no waiting mends.</summary>
    public void Follow()
    {
        try
        {
            while (!stopping.IsCancellationRequested) FollowRunner();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to end.
        }
        catch (HaVipException e)
        {
            sink.Add(new WatchItem(null, e), CancellationToken.None);
        }
    }

    private void FollowRunner()
    {
        try
        {
            using var client = ControlClient.TryConnect(location.ControlSocket, stopping);
            if (client is not null) Read(new EventFeed(location, client, stopping));
            if (_runner is null && !_lost) RequireConfigured();
        }
        catch (HaVipException e) when (e.ErrorId is ControlErrors.ControlFailed or ControlErrors.ControlTimeout)
        {
            // It ended, or stands still; what is there next is looked for below.
        }

        Lose();
        stopping.WaitHandle.WaitOne(Rhythm);
    }

    private void Read(EventFeed feed)
    {
        Begin(feed);
        while (true)
        {
            foreach (var e in feed.Next(Patience))
            {
                if (e.Sequence > _last + 1) Tell(EventsLost, $"{e.Sequence - _last - 1} events were forgotten before they were read");
                _last = e.Sequence;
                sink.Add(new WatchItem(e, null), stopping);
            }
        }
    }

    /// <summary>Goes on where it was with the same runner, begins with another, and skips what was before the first.</summary>
    private void Begin(EventFeed feed)
    {
        var runner = (feed.Runner.ProcessId, feed.Runner.StartedUnixMicroseconds);
        _node = feed.Runner.Name;
        if (_runner is null && !_lost) feed.Next(TimeSpan.Zero);
        else if (runner == _runner) feed.Last = _last;
        (_runner, _last) = (runner, feed.Last);
        if (!_lost) return;
        _lost = false;
        Tell(RunnerFound, $"the node runner answers (process {runner.ProcessId})");
    }

    private void Lose()
    {
        if (_lost) return;
        _lost = true;
        Tell(RunnerLost, $"no node runner answers at {location.ControlSocket}; waiting for it");
    }

    private void RequireConfigured()
    {
        if (!location.HasFiles) throw ControlErrors.NotRunning(location);
        NodeFile.Require(location);
    }

    private void Tell(string kind, string text)
    {
        var notice = new NodeEvent
        {
            Node = _node,
            NetworkNamespace = location.NetworkNamespace,
            RootPath = location.RootPath,
            ControlSocket = location.ControlSocket,
            Time = DateTimeOffset.Now,
            Kind = kind,
            Reason = text,
        };
        sink.Add(new WatchItem(notice, null), stopping);
    }
}
