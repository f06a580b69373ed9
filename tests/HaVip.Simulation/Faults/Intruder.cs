using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Network;
using HaVip.Simulation.Options;
using HaVip.Simulation.Randomness;

namespace HaVip.Simulation.Faults;

/// <summary>Somebody who sends packets that every node has to refuse, each wrong in one respect only.</summary>
internal sealed partial class Intruder
{
    private readonly Cluster _cluster;
    private readonly SeededRandom _random;
    private readonly Duration _every;
    private bool _stopped;

    public Intruder(Cluster cluster)
    {
        _cluster = cluster;
        _random = cluster.Random.Split();
        _every = cluster.Options.Faults.JunkEvery;
        if (_every > Duration.Zero) PlanNext();
    }

    public void Stop() => _stopped = true;

    private void PlanNext() => _cluster.After(_random.Around(_every), () =>
    {
        if (_stopped) return;
        var host = _cluster.Hosts[_random.Below(_cluster.Hosts.Count)];
        var junk = Make(host.Members[_random.Below(host.Members.Count)]);
        if (junk is not null) host.Arrive(junk);
        PlanNext();
    });

    /// <summary>Null where this time's idea does not fit the target.</summary>
    private Packet? Make(Member target)
    {
        var own = target.Configuration;
        var good = new Forgery(own)
        {
            Priority = _random.Pick<byte>(0, 1, 100, 254, 255),
            Source = SimulatedAddresses.Stranger(_random.Below(1000)),
        };
        return _random.Below(10) switch
        {
            0 => good.Packet("TTL") with { TimeToLive = _random.Pick<byte>(0, 1, 64, 254) },
            1 when own.Version == 2 =>
                (good with { Password = own.Authentication is null ? "guess" : "" }).Packet("authentication"),
            2 when own.Authentication is { } known =>
                (good with { Password = known.Password[..^1] + "!" }).Packet("password"),
            3 => good.Packet("checksum", bytes => bytes[6] ^= (byte)_random.Between(1, 255)) is var packet
                && VerifiesAlone(packet) ? null : packet,
            4 => Cut(good.Packet("truncated")),
            5 => (good with { Interval = own.Version == 2 ? OtherSeconds(own) : Duration.Zero }).Packet("interval"),
            6 => (good with { VirtualRouterId = 200 }).Packet("virtual router id"),
            7 => (good with { Version = (byte)(5 - own.Version) }).Packet("version"),
            8 => good.Packet("type", bytes => bytes[0] = (byte)((bytes[0] & 0xF0) | 2)).Signed(),
            // Only as long as it is known to be the own one: not while the process stalls over a change of it.
            _ when target.Host.IsRunning => (good with { Source = target.Router!.Source }).Packet("own address"),
            _ => null,
        };
    }

    private static Duration OtherSeconds(InstanceConfiguration own) =>
        Duration.FromSeconds(own.AdvertisementInterval.Microseconds / 1_000_000 == 255 ? 1 : 255);

    private Packet Cut(Packet packet) =>
        packet with { Payload = packet.Payload[.._random.Below(packet.Payload.Length)] };

    private static bool VerifiesAlone(Packet packet) =>
        InternetChecksum.Finish(InternetChecksum.Add(0, packet.Payload)) == 0;
}
