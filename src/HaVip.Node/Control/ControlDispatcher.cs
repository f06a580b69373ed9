using System.Text.Json;
using HaVip.Configuration.Yaml;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Node.Logging;
using HaVip.Node.Succession;

namespace HaVip.Node.Control;

/// <summary>
/// Turns a request into calls of the engine and a reply. The work the engine asks for goes to the loop's action list,
/// and the reply is asked for its answer after that work is done.
/// </summary>
internal sealed class ControlDispatcher(
    NodeEngine engine, ActionList actions, RunnerFacts facts, EventRing events, Func<Instant, ControlResponse> reload,
    Action<VirtualRouter>? claim = null)
{
    private static readonly Duration LongestTimeout = Duration.FromSeconds(3600);

    /// <summary>A stop was asked for, and the runner ends when nothing runs any more.</summary>
    public bool EndsWithLastInstance { get; private set; }

    /// <summary>Puts another program in this one's place; null where that is not possible.</summary>
    public Func<ControlRequest, Instant, PendingReply>? Replacing { get; set; }

    /// <summary>Knows what became of the news of an instance.</summary>
    public Func<VirtualRouter, IReadOnlyList<NotificationState>> NotificationsOf { get; init; } = _ => [];

    /// <summary>Set when the runner is on its way out: nothing is started any more.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Reads the JSON of a request and begins it; what is none is answered as such.</summary>
    public PendingReply Begin(ReadOnlySpan<byte> body, ControlAccess access, Instant now)
    {
        try
        {
            var request = JsonSerializer.Deserialize(body, ControlJson.Default.ControlRequest);
            if (request is not null) return Begin(request, access, now);
            return new ReadyReply(new ControlError(ControlError.BadRequest, "The request is null."));
        }
        catch (JsonException error)
        {
            var problem = Shown.OneLine(error.Message);
            return new ReadyReply(
                new ControlError(ControlError.BadRequest, $"The request cannot be understood: {problem}"));
        }
    }

    public PendingReply Begin(ControlRequest request, ControlAccess access, Instant now)
    {
        if ((Misuse(request) ?? Excess(request, access)) is { } objection) return new ReadyReply(objection);
        if (!InstanceNames.TryResolve(engine, request.Instances, out var routers, out var unknown))
            return new ReadyReply(unknown!);
        return request.Command switch
        {
            ControlCommand.GetState => new ReadyReply(State(request)),
            ControlCommand.GetEvents =>
                new EventsReply(events, request.AfterSequence, request.Instances, now + request.Timeout()),
            ControlCommand.Start => Start(request, routers, now),
            ControlCommand.Stop => Stop(request, routers, now),
            ControlCommand.Failover or ControlCommand.Suspend or ControlCommand.Resume => Failover(request, routers, now),
            ControlCommand.ResetStatistic => Reset(request, routers, now),
            ControlCommand.Claim => Claim(request, routers),
            ControlCommand.Announce => Announce(request, routers, now),
            ControlCommand.Reload => Reload(now),
            ControlCommand.Replace when IsEnding => new ReadyReply(Ending()),
            ControlCommand.Replace when Replacing is not null => Replacing(request, now),
            _ => new ReadyReply(new ControlError(ControlError.BadRequest, $"There is no command {request.Command}.")),
        };
    }

    /// <summary>Goes on as the dispatcher of the runner before this one.</summary>
    public void Adopt(bool endsWithLastInstance) => EndsWithLastInstance = endsWithLastInstance;

    /// <summary>What a client of the runner before this one waits for; null where that is nothing.</summary>
    public PendingReply? GoOn(ConnectionMemory client)
    {
        if (client.AskedForSuccessor) return new ReadyReply(State(new ControlRequest { Command = ControlCommand.GetState }));
        return client.AfterSequence is { } after
            ? new EventsReply(events, after, client.Instances, client.Deadline)
            : null;
    }

    private static ControlError? Misuse(ControlRequest request)
    {
        if (request.Protocol != ControlProtocol.Version)
        {
            return new ControlError(
                ControlError.UnsupportedProtocol,
                $"The client speaks control protocol {request.Protocol}, this runner {ControlProtocol.Version}.",
                "Use the module and the runner of the same version.");
        }

        if (request.TimeoutMicroseconds < 0 || request.Timeout() > LongestTimeout)
            return new ControlError(ControlError.BadRequest, "The timeout is not between 0 and one hour.");
        if (request.Instances?.Contains(null!) == true)
            return new ControlError(ControlError.BadRequest, "An instance is named null.");
        if (request.HoldMicroseconds is <= 0)
            return new ControlError(ControlError.BadRequest, "A hold is longer than 0.");
        return null;
    }

    /// <summary>What is not known to only read is for those who may all.</summary>
    private static ControlError? Excess(ControlRequest request, ControlAccess access)
    {
        var isReading = request.Command is ControlCommand.GetState or ControlCommand.GetEvents;
        return access == ControlAccess.All || (access == ControlAccess.Read && isReading)
            ? null
            : new ControlError(
                ControlError.NotPermitted,
                $"Only root may do this ({request.Command}); the group {ControlProtocol.ReaderGroup} may read states, "
                    + "events and statistics.",
                "Run it as root.");
    }

    private Func<Instant, ControlResponse> State(ControlRequest request) => now =>
        new ControlResponse { Node = StateSnapshot.Of(engine, facts, request.Instances, now, NotificationsOf) };

    private ReadyReply Start(ControlRequest request, List<VirtualRouter> routers, Instant now)
    {
        if (IsEnding) return new ReadyReply(Ending());
        EndsWithLastInstance = false;
        foreach (var router in routers) engine.Start(router, now, actions);
        return new ReadyReply(State(request));
    }

    private StopReply Stop(ControlRequest request, List<VirtualRouter> routers, Instant now)
    {
        EndsWithLastInstance = !request.KeepRunner;
        foreach (var router in routers) engine.Stop(router, now, actions);
        return new StopReply(routers, State(request), now + request.Timeout());
    }

    private PendingReply Failover(ControlRequest request, List<VirtualRouter> routers, Instant now)
    {
        if (IsEnding) return new ReadyReply(Ending());
        var reply = new FailoverReply(now, now + request.Timeout());
        foreach (var router in routers)
        {
            var direction = Direction(request, router);
            reply.Add(router, direction);
            var refusal = Begin(router, direction, request, now);
            if (refusal != HandoverRefusal.None) reply.Refuse(router, refusal);
        }

        return reply;
    }

    private HandoverRefusal Begin(
        VirtualRouter router, FailoverDirection direction, ControlRequest request, Instant now) => direction switch
        {
            FailoverDirection.Give => engine.Give(router, request.Hold(), request.Force, now, actions),
            FailoverDirection.Take => engine.Take(router, request.Hold(), now, actions),
            FailoverDirection.Suspend => engine.Suspend(router, request.Drain, request.Force, now, actions),
            FailoverDirection.Resume => engine.Resume(router, request.FailbackMode, now, actions),
            _ => engine.Failback(router, now, actions),
        };

    private static FailoverDirection Direction(ControlRequest request, VirtualRouter router)
    {
        if (request.Command == ControlCommand.Suspend) return FailoverDirection.Suspend;
        if (request.Command == ControlCommand.Resume) return FailoverDirection.Resume;
        if (request.Direction != FailoverDirection.Auto) return request.Direction;
        return router.State == VrrpState.Master ? FailoverDirection.Give : FailoverDirection.Take;
    }

    private ReadyReply Reset(ControlRequest request, List<VirtualRouter> routers, Instant now)
    {
        var before = State(request)(now);
        foreach (var router in routers) router.ResetCounters(now);
        return new ReadyReply(_ => before);
    }

    private ReadyReply Claim(ControlRequest request, List<VirtualRouter> routers)
    {
        if (IsEnding) return new ReadyReply(Ending());
        foreach (var router in routers.Where(router => router.State == VrrpState.Master)) claim?.Invoke(router);
        return new ReadyReply(State(request));
    }

    private ReadyReply Announce(ControlRequest request, List<VirtualRouter> routers, Instant now)
    {
        foreach (var router in routers) engine.AnnounceAnew(router, now, actions);
        return new ReadyReply(State(request));
    }

    private ReadyReply Reload(Instant now)
    {
        if (IsEnding) return new ReadyReply(Ending());
        var response = reload(now);
        return new ReadyReply(later => response.Error is null
            ? response with { Node = StateSnapshot.Of(engine, facts, null, later, NotificationsOf) }
            : response);
    }

    private static ControlError Ending() => new(ControlError.ShuttingDown, "The runner is shutting down.");
}
