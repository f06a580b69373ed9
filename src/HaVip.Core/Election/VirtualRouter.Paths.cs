using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>
/// The ways advertisements travel. What is heard on any of them counts the same, so a Backup takes over when all are
/// silent. Only the first one, the instance's own interface, decides between Fault and the election.
/// </summary>
public sealed partial class VirtualRouter
{
    private AdvertisementPath[] _paths = [];

    /// <summary>The instance's own interface, then its heartbeat.</summary>
    public IReadOnlyList<AdvertisementPath> Paths => _paths;

    /// <summary>What a path is good for at the moment.</summary>
    public PathStatus StatusOf(AdvertisementPath path)
    {
        if (State is not (VrrpState.Master or VrrpState.Backup)) return PathStatus.Idle;
        if (!path.IsUsable) return PathStatus.Down;
        if (State == VrrpState.Master) return PathStatus.Sending;
        if (path.IsSilent) return PathStatus.Silent;
        return path.IsHeard ? PathStatus.Heard : PathStatus.Waiting;
    }

    /// <summary>The time of day that belongs to an instant, microseconds since 1970.</summary>
    public long UnixMicroseconds(Instant instant) => _wallClock.UnixMicroseconds(instant);

    /// <summary>Whether what is known of one of its interfaces changes by this.</summary>
    internal bool Uses(InterfaceStatus status)
    {
        foreach (var path in _paths)
        {
            if (path.Interface.Name == status.Name && path.Interface != status) return true;
        }

        return false;
    }

    private bool IsOwnAddress(IpAddress source)
    {
        foreach (var path in _paths)
        {
            if (path.Source == source) return true;
        }

        return false;
    }

    /// <summary>The heartbeat tells that the Master lives, whatever its host does on the first path.</summary>
    private bool IsHeardElsewhere
    {
        get
        {
            for (var i = 1; i < _paths.Length; i++)
            {
                if (_paths[i].IsUsable && _paths[i].IsHeard && !_paths[i].IsSilent) return true;
            }

            return false;
        }
    }

    private bool CanSendAnywhere
    {
        get
        {
            foreach (var path in _paths)
            {
                if (path.IsUsable) return true;
            }

            return false;
        }
    }

    /// <summary>A path of the same interface goes on with what it knows.</summary>
    private void AdoptPaths(InstanceConfiguration configuration)
    {
        var paths = new AdvertisementPath[configuration.Heartbeat.Count + 1];
        for (var i = 0; i < paths.Length; i++)
        {
            var heartbeat = i == 0 ? null : configuration.Heartbeat[i - 1];
            var name = heartbeat?.Interface ?? configuration.Interface;
            paths[i] = Array.Find(_paths, path => path.Interface.Name == name) ?? new AdvertisementPath(name);
            paths[i].Configure(i, heartbeat is null ? configuration.Unicast : heartbeat.Unicast, configuration.Family);
        }

        _paths = paths;
        _hmac.Serve(paths.Length);
        if (_masterPath >= paths.Length) _masterPath = 0;
    }

    /// <summary>Losing a path of the heartbeat is told and changes nothing else.</summary>
    private void HeartbeatChanged(InterfaceStatus status, Instant now, ActionList actions)
    {
        for (var i = 1; i < _paths.Length; i++)
        {
            var path = _paths[i];
            if (path.Interface.Name != status.Name) continue;
            var wasUsable = path.IsUsable;
            path.Interface = status;
            if (path.IsUsable && !wasUsable) ListenOn(path, now);
            TellUsable(path, actions);
        }

        SchedulePathSilence();
    }

    /// <summary>A path that cannot be used is told once, and once that it can again.</summary>
    private void TellUsable(AdvertisementPath path, ActionList actions)
    {
        if (State == VrrpState.Stopped || path.IsToldDown != path.IsUsable) return;
        path.IsToldDown = !path.IsUsable;
        Report(path.IsUsable ? EventKind.PathUp : EventKind.PathDown, path, actions);
    }

    private void TellUsablePaths(ActionList actions)
    {
        for (var i = 1; i < _paths.Length; i++) TellUsable(_paths[i], actions);
    }

    private void HeardOn(AdvertisementPath path, Instant now, ActionList actions)
    {
        path.Heard = now;
        if (_paths.Length == 1) return;
        if (path.IsSilent && State == VrrpState.Backup) Report(EventKind.PathHeard, path, actions);
        path.IsSilent = false;
        SchedulePathSilence();
    }

    private void ListenOnPaths(Instant now)
    {
        foreach (var path in _paths) ListenOn(path, now);
        SchedulePathSilence();
    }

    private static void ListenOn(AdvertisementPath path, Instant now)
    {
        path.ListensSince = now;
        path.IsSilent = false;
    }

    /// <summary>One interval more than a takeover needs, so that only what others still bridge is called silent.</summary>
    private Instant SilentAt(AdvertisementPath path)
    {
        var last = path.IsHeard ? path.Heard!.Value : path.ListensSince;
        return last + MasterDownInterval + MasterInterval;
    }

    private void SchedulePathSilence()
    {
        if (State != VrrpState.Backup) return;
        var next = Instant.Never;
        foreach (var path in _paths)
        {
            if (_paths.Length > 1 && path.IsUsable && !path.IsSilent) next = Instant.Min(next, SilentAt(path));
        }

        _timers[TimerKind.PathSilence] = next;
    }

    private void OnPathSilence(Instant now, ActionList actions)
    {
        foreach (var path in _paths)
        {
            if (!path.IsUsable || path.IsSilent || SilentAt(path) > now) continue;
            path.IsSilent = true;
            Report(EventKind.PathSilent, path, actions);
        }

        SchedulePathSilence();
    }

    private void Report(EventKind kind, AdvertisementPath path, ActionList actions) =>
        actions.Add(new EngineAction { Kind = ActionKind.Report, Router = this, Event = kind, Path = path });
}
