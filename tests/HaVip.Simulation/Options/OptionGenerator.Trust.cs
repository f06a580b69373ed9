using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Simulation.Options;

/// <summary>Who may speak to whom: HMAC, unicast peers, checksum forms.</summary>
internal sealed partial class OptionGenerator
{
    /// <summary>Modes that hear each other; one per node is drawn from one row.</summary>
    private static readonly HmacMode[][] ModesTogether =
    [
        [HmacMode.Enforce], [HmacMode.Enforce], [HmacMode.Permissive], [HmacMode.ReceiveOnly],
        [HmacMode.Enforce, HmacMode.Permissive], [HmacMode.Permissive, HmacMode.ReceiveOnly],
    ];

    /// <summary>Auto follows a message-only peer for good, so no peer that knows the other form alone goes with it.</summary>
    private static readonly ChecksumPreference[][] FormsTogether =
    [
        [ChecksumPreference.Auto], [ChecksumPreference.Auto], [ChecksumPreference.PseudoHeader],
        [ChecksumPreference.MessageOnly],
        [ChecksumPreference.Auto, ChecksumPreference.MessageOnly],
    ];

    private HmacAuthentication? DrawHmac()
    {
        if (!_random.Chance(400)) return null;
        return new HmacAuthentication
        {
            Keys = [SimulatedKeys.Of(1)],
            ActiveKey = 1,
            AntiReplay = _antiReplay,
            Window = _random.Chance(500) ? null : Duration.FromSeconds(_random.Pick(1, 3, 10, 60)),
        };
    }

    private InstanceConfiguration[] DrawTrust(InstanceConfiguration[] instances)
    {
        var modes = _random.Pick(ModesTogether);
        var forms = _random.Chance(500) ? _random.Pick(FormsTogether) : FormsTogether[0];
        var unicast = _random.Chance(250);
        var hops = unicast && _random.Chance(300) ? _random.Pick(1, 3, 200) : 0;
        _hops.Add(hops);
        for (var i = 0; i < instances.Length; i++)
        {
            var instance = instances[i];
            instances[i] = instance with
            {
                Hmac = instance.Hmac is { } hmac ? hmac with { Mode = _random.Pick(modes) } : null,
                Checksum = _random.Pick(forms),
                Unicast = unicast ? DrawUnicast(i, instance.Family, hops) : null,
            };
        }

        return instances;
    }

    /// <summary>Everybody else, with the TTL that is left behind the routers between, or one less.</summary>
    private UnicastSettings DrawUnicast(int self, AddressFamily family, int hops)
    {
        var peers = new List<UnicastPeer>();
        for (var i = 0; i < _thirds.Length; i++)
        {
            if (i == self) continue;
            var least = (byte)(255 - hops - (_random.Chance(300) ? 1 : 0));
            peers.Add(new UnicastPeer(AddressOf(i, family)) { MinimumTimeToLive = least });
        }

        return new UnicastSettings { Source = _random.Chance(300) ? AddressOf(self, family) : default, Peers = peers };
    }

    private IpAddress AddressOf(int node, AddressFamily family) => family == AddressFamily.IPv6
        ? SimulatedAddresses.LinkLocalHost(node, _thirds[node])
        : SimulatedAddresses.Host(node, _thirds[node]);
}
