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
        cluster.Sent = Record;
        _every = cluster.Options.Faults.JunkEvery;
        if (_every > Duration.Zero) PlanNext();
    }

    public void Stop() => _stopped = true;

    private void PlanNext() => _cluster.After(_random.Around(_every), () =>
    {
        if (_stopped) return;
        var host = _cluster.Hosts[_random.Below(_cluster.Hosts.Count)];
        var target = host.Members[_random.Below(host.Members.Count)];
        var junk = _random.Chance(300) ? Replay(target) : Make(target);
        if (junk is not null) host.Arrive(junk);
        PlanNext();
    });

    /// <summary>Null where this time's idea does not fit the target.</summary>
    private Packet? Make(Member target)
    {
        if (target.Configuration.Unicast is not null && target.Host.Members.Count > 1) return null;
        var idea = _random.Below(17);
        return idea < 10 ? MakePlain(idea, target, GoodFor(target)) : MakeTrusted(idea, target, GoodFor(target));
    }

    /// <summary>Right in every respect: from a peer or, to a group, from a stranger.</summary>
    private Forgery GoodFor(Member target)
    {
        var own = target.Configuration;
        return new Forgery(own)
        {
            Priority = _random.Pick<byte>(0, 1, 100, 254, 255),
            Source = own.Unicast is { } unicast
                ? unicast.Peers[_random.Below(unicast.Peers.Count)].Address
                : SimulatedAddresses.Stranger(own.Family, _random.Below(1000)),
            Destination = own.Unicast is null ? VrrpGroup.Of(own.Family) : target.Host.AddressOf(own.Family),
            Sequence = SequenceOf(target.Host.TimeOfDay),
        };
    }

    private Packet? MakePlain(int idea, Member target, Forgery good)
    {
        var own = target.Configuration;
        return idea switch
        {
            0 => good.Packet("TTL") with { TimeToLive = LessThanAllowed(own) },
            1 when own.Version == 2 && own.Hmac is null =>
                (good with { Password = own.Authentication is null ? "guess" : "" }).Packet("authentication"),
            2 when own.Authentication is { } known =>
                (good with { Password = known.Password[..^1] + "!" }).Packet("password"),
            3 => good.Packet("checksum", bytes => bytes[6] ^= (byte)_random.Between(1, 255)) is var packet
                && VerifiesAlone(packet) ? null : packet,
            4 => Cut(good.Packet("truncated"), own),
            5 => (good with { Interval = own.Version == 2 ? OtherSeconds(own) : Duration.Zero }).Packet("interval"),
            6 => (good with { VirtualRouterId = 200 }).Packet("virtual router id"),
            7 when own.Family == AddressFamily.IPv4 =>
                (good with { Version = (byte)(5 - own.Version) }).Packet("version"),
            8 when good.Key is null && own.Family == AddressFamily.IPv4 =>
                good.Packet("type", bytes => bytes[0] = (byte)((bytes[0] & 0xF0) | 2)).Signed(),
            // Only as long as it is known to be the own one: not while the process stalls over a change of it.
            9 when target.Host.IsRunning => (good with { Source = target.Router!.Source }).Packet("own address"),
            _ => null,
        };
    }

    private static byte LessThanAllowed(InstanceConfiguration own) => own.Unicast is { } unicast
        ? (byte)(unicast.Peers.Min(peer => peer.MinimumTimeToLive) - 1)
        : (byte)254;

    private static Duration OtherSeconds(InstanceConfiguration own) =>
        Duration.FromSeconds(own.AdvertisementInterval.Microseconds / 1_000_000 == 255 ? 1 : 255);

    /// <summary>Shorter than its message; where only the trailer is cut, HMAC has to be wanted.</summary>
    private Packet? Cut(Packet packet, InstanceConfiguration own)
    {
        var isWanted = own.Hmac is { Mode: not HmacMode.ReceiveOnly };
        var trailer = packet.Key is null || isWanted ? 0 : HmacTrailer.Length;
        // A trailer cut away whole leaves an unsigned message, which is no junk where unsigned ones are heard.
        var most = packet.Payload.Length - (packet.Key is null ? trailer : HmacTrailer.Length);
        return packet with { Payload = packet.Payload[.._random.Below(most)] };
    }

    private static bool VerifiesAlone(Packet packet) =>
        MessageSum.VerifiesAlone(packet.Payload.AsSpan(..^(packet.Key is null ? 0 : HmacTrailer.Length)));
}
