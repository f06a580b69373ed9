using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Simulation.Options;

namespace HaVip.Simulation.Hosts;

/// <summary>Neighbour discovery: a host's kernel answers for the addresses it has, whatever became of the process.</summary>
internal sealed partial class SimulatedHost
{
    private readonly Dictionary<IpAddress, Instant> _answered = [];

    /// <summary>When an answer of a host reached this process last, by its clock; null where none did.</summary>
    public Instant? LastAnswerOf(IpAddress address) =>
        _answered.TryGetValue(address, out var last) ? last : null;

    private void AskHost(in EngineAction action)
    {
        var address = action.Neighbor.Address;
        if (_cluster.HostAt(address) is { } host && host != this)
            Ask(host, address, () => host.AddressOf(address.Family) == address);
    }

    private void AskForAddresses(in EngineAction action)
    {
        for (var i = 0; i < action.Count; i++)
        {
            var address = action.Router.AddressAt((action.First + i) % action.Router.AddressCount).Prefix.Address;
            foreach (var host in _cluster.Hosts)
            {
                if (host != this) Ask(host, address, () => host.Has(address));
            }
        }
    }

    private void Ask(SimulatedHost host, IpAddress address, Func<bool> has)
    {
        if (!Status.IsUp) return;
        var claim = new NeighborClaim(address, host.Status.MacAddress) { IsAnswer = address.Family == AddressFamily.IPv6 };
        _cluster.Network.Ask(Index, host.Index, _cluster.Now, () => host.Status.IsUp && has(), () => HearClaim(claim));
    }

    private bool Has(IpAddress address)
    {
        foreach (var member in Members)
        {
            foreach (var owned in member.Owned)
            {
                if (owned.Prefix.Address == address) return true;
            }
        }

        return false;
    }

    /// <summary>What comes while the process stalls is forgotten, as a full socket would.</summary>
    private void HearClaim(NeighborClaim claim)
    {
        if (!IsRunning || !Status.IsUp) return;
        _answered[claim.Address] = Local;
        TellTime();
        _engine!.NeighborHeard(SimulatedAddresses.InterfaceName, claim, Local, _actions);
        Execute();
        Settle();
    }
}
