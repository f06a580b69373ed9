using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Succession;
using HaVip.Core.Values;

namespace HaVip.Core.Engine;

public sealed partial class NodeEngine
{
    /// <summary>Goes on where the engine that remembered this stood; nothing is done or told on the way.</summary>
    /// <param name="configuration">That engine's. What it does not have in common with the memory is as at a start.</param>
    /// <param name="memory">What <see cref="Remember"/> returned, also in another process of this boot.</param>
    public static NodeEngine Recall(NodeConfiguration configuration, NodeMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var engine = new NodeEngine(configuration, memory.Created)
        {
            _hostFilters = memory.HostFilters,
            UnknownVirtualRouterIds = memory.UnknownVirtualRouterIds,
            TruncatedPackets = memory.TruncatedPackets,
        };
        foreach (var check in memory.Checks) engine._checks[check.Name] = (check.Health, check.Number);
        foreach (var remembered in memory.Routers)
        {
            if (engine.Find(remembered.Name) is { } router) engine.Recall(router, remembered);
        }

        return engine;
    }

    /// <summary>A hand-over is under way, and nothing can be remembered before it has ended.</summary>
    public bool IsHandingOver
    {
        get
        {
            if (_leaving.Count > 0) return true;
            foreach (var router in _routers)
            {
                if (router.HandingOver) return true;
            }

            return false;
        }
    }

    /// <summary>Everything another engine needs to go on as this one.</summary>
    public NodeMemory Remember() => IsHandingOver
        ? throw new InvalidOperationException("A hand-over is under way.")
        : new NodeMemory
        {
            Created = _created,
            HostFilters = _hostFilters,
            UnknownVirtualRouterIds = UnknownVirtualRouterIds,
            TruncatedPackets = TruncatedPackets,
            Checks = [.. _checks.Select(check => new CheckMemory(check.Key, check.Value.Health, check.Value.Number))],
            Routers = [.. _routers.Select(router => router.Remember())],
        };

    private void Recall(VirtualRouter router, RouterMemory memory)
    {
        router.Recall(memory, _hostFilters);
        Register(router);
        _deadlines.Update(router);
        foreach (var path in router.Paths)
        {
            if (!_interfaces.Contains(path.Interface)) _interfaces.Add(path.Interface);
        }
    }
}
