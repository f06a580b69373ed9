using System.Runtime.InteropServices;
using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Node.Loop;

/// <summary>What is asked of the loop from outside: signals and reloads.</summary>
internal sealed partial class NodeLoop
{
    /// <summary>SIGUSR1; .NET has no name for it but takes the number.</summary>
    public const PosixSignal ReopenLog = (PosixSignal)10;

    private int _leaving;

    /// <summary>Reads the configuration again; what is wrong in any part is refused as a whole.</summary>
    public ControlResponse Reload(Instant now)
    {
        var result = parts.Store.Read();
        if (!result.IsUsable)
        {
            parts.Events.Add(EventKind.ConfigurationRefused, null, $"{result.Refusal.Message} The one in use stays.");
            foreach (var finding in result.Diagnostics)
                parts.Events.Add(EventKind.ConfigurationRefused, null, finding.ToString());
            return new ControlResponse { Error = result.Refusal, Diagnostics = result.Diagnostics };
        }

        Apply(result.Configuration, now);
        return new ControlResponse { Diagnostics = result.Diagnostics };
    }

    private void Apply(NodeConfiguration configuration, Instant now)
    {
        parts.Interfaces.Configure(With(configuration, parts.Engine.Routers.Concat(parts.Engine.Leaving)));
        FollowInterfaces(now);
        PrepareFilter(configuration, now);
        parts.Engine.Apply(configuration, now, parts.Actions);
        parts.Executor.Execute(parts.Actions);
        parts.Checks.Configure(configuration);
        parts.Notices.Configure(configuration);
        PrepareFilter(configuration, now);
        parts.Leases.Configure(configuration.Node.Lease);
        ConfigureInterfaces(now);
        var count = configuration.Instances.Count;
        var text = $"configuration read again: {count} {(count == 1 ? "instance" : "instances")}";
        parts.Events.Add(EventKind.ConfigurationReloaded, null, text);
        parts.LifeSigns.Ready(Status());
    }

    /// <summary>What removed instances still needed of interfaces, sockets and routes is not needed any more.</summary>
    private void ForgetLeft(Instant now)
    {
        if (_leaving > 0 && parts.Engine.Leaving.Count < _leaving) ConfigureInterfaces(now);
    }

    private void ConfigureInterfaces(Instant now)
    {
        _leaving = parts.Engine.Leaving.Count;
        parts.Interfaces.Configure(With(parts.Engine.Configuration, parts.Engine.Leaving));
        parts.Neighbors.Configure(parts.Engine.Configuration);
        FollowInterfaces(now);
    }

    /// <summary>The configuration and what is no longer in it, but not gone yet.</summary>
    private static NodeConfiguration With(NodeConfiguration configuration, IEnumerable<VirtualRouter> routers)
    {
        var names = configuration.Instances.Select(instance => instance.Name).ToHashSet(StringComparer.Ordinal);
        var others = routers.Select(router => router.Configuration).Where(instance => !names.Contains(instance.Name));
        return configuration with { Instances = [.. configuration.Instances, .. others] };
    }

    private void ReadSignals(Instant now)
    {
        while (parts.Signals.TryRead(out var signal))
        {
            if (signal == ReopenLog) parts.Log.Reopen();
            else if (signal == PosixSignal.SIGHUP) ReadAgain(now);
            else End(now);
        }
    }

    private void ReadAgain(Instant now)
    {
        parts.Log.Reopen();
        if (!_ending) Reload(now);
    }

    private void StopLeaving(Instant now)
    {
        foreach (var router in parts.Engine.Leaving.ToArray()) parts.Engine.StopNow(router, now, parts.Actions);
    }

    /// <summary>The first request hands over, the second leaves at once.</summary>
    private void End(Instant now)
    {
        var again = _ending;
        _ending = true;
        _atOnce = again;
        parts.Dispatcher.IsEnding = true;
        parts.LifeSigns.Stopping("handing over");
        parts.Events.Add(EventKind.RunnerStopping, null, again ? "stopping at once" : "stopping: handing over");
        foreach (var router in parts.Engine.Routers)
        {
            if (again) parts.Engine.StopNow(router, now, parts.Actions);
            else parts.Engine.Stop(router, now, parts.Actions);
        }

        if (again) StopLeaving(now);

        parts.Executor.Execute(parts.Actions);
        if (again) parts.Leases.ReleaseRetiring();
    }
}
