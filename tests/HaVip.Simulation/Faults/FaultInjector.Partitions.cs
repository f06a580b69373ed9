namespace HaVip.Simulation.Faults;

internal sealed partial class FaultInjector
{
    /// <summary>
    /// Links are cut one fault at a time and mended all together, each no sooner than the stability allows.
    /// </summary>
    private void Cut(FaultKind kind, int host)
    {
        if (_cluster.Now < _partitionChanged + _options.PartitionStability) return;
        _partitionChanged = _cluster.Now;
        var networks = Cutting();
        _cluster.Tell(-1, $"{kind} of n{host} on networks {string.Join(' ', networks)}");
        var side = (int)_random.Between(1, (1 << _cluster.Hosts.Count) - 2);
        var peer = _random.Below(_cluster.Hosts.Count);
        for (var from = 0; from < _cluster.Hosts.Count; from++)
        {
            for (var to = 0; to < _cluster.Hosts.Count; to++)
            {
                var cut = kind switch
                {
                    FaultKind.Partition => ((side >> from) & 1) != ((side >> to) & 1),
                    FaultKind.OneWayCut => from == host && to == peer,
                    _ => from == host || to == host,
                };
                if (!cut) continue;
                foreach (var network in networks) _cluster.Networks[network][from, to].Set(false, _cluster.Now);
            }
        }

        PlanMend();
    }

    private void PlanMend()
    {
        var length = Core.Values.Duration.Max(Length(), _options.PartitionStability);
        _cluster.After(length, () =>
        {
            if (!_stopped) MendLinks();
        });
    }

    public void MendLinks()
    {
        _partitionChanged = _cluster.Now;
        _cluster.Tell(-1, "all links mended");
        for (var from = 0; from < _cluster.Hosts.Count; from++)
        {
            for (var to = 0; to < _cluster.Hosts.Count; to++)
            {
                foreach (var network in _cluster.Networks) network[from, to].Set(true, _cluster.Now);
            }
        }
    }

    /// <summary>All networks have the same trouble, or one of them.</summary>
    private int[] Cutting()
    {
        var all = Enumerable.Range(0, _cluster.Networks.Count).ToArray();
        return all.Length == 1 || _random.Chance(250) ? all : [_random.Below(all.Length)];
    }
}
