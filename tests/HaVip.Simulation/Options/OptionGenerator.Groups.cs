using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Simulation.Options;

internal sealed partial class OptionGenerator
{
    private static readonly Duration LongestOfVersion3 = Duration.FromCentiseconds(4095);
    private static readonly long[] Centiseconds = [1, 2, 5, 10, 25, 50, 100, 100, 100, 100, 200, 500, 1000, 4000, 4095];
    private static readonly long[] Seconds = [1, 1, 1, 1, 1, 2, 3, 5, 10, 60, 255];
    private static readonly byte[] Priorities = [1, 2, 50, 99, 100, 100, 100, 101, 150, 200, 253, 254];

    /// <summary>
    /// The instances of one virtual router, node by node: alike where they must be to hear each other.
    /// </summary>
    private InstanceConfiguration[] DrawGroup(int group, int nodes)
    {
        var seed = DrawCommonPart(group);
        var mixedIntervals = seed.Version == 3 && _random.Chance(200);
        var equal = _random.Chance(200);
        var common = _random.Pick(Priorities);
        var owner = _random.Chance(150) ? _random.Below(nodes) : -1;
        var preempt = _random.Pick(1000, 1000, 0, 500);
        var delays = _random.Chance(300);
        var instances = new InstanceConfiguration[nodes];
        for (var i = 0; i < nodes; i++)
        {
            instances[i] = seed with
            {
                Priority = equal ? common : DrawPriority(),
                AddressOwner = i == owner,
                Preempt = _random.Chance(preempt),
                StrictSkew = _random.Chance(100),
                PreemptDelay = delays ? seed.AdvertisementInterval * _random.Between(0, 20) / 2 : Duration.Zero,
                AdvertisementInterval = mixedIntervals
                    ? Duration.Min(seed.AdvertisementInterval * _random.Between(1, 4), LongestOfVersion3)
                    : seed.AdvertisementInterval,
            };
        }

        return DrawTrust(instances);
    }

    private InstanceConfiguration DrawCommonPart(int group)
    {
        var (version, interval) = DrawRhythm();
        _firstInterval ??= interval;
        var family = version == 3 && _random.Chance(400) ? AddressFamily.IPv6 : AddressFamily.IPv4;
        var hmac = DrawHmac();
        return new InstanceConfiguration
        {
            Name = $"VI_{group + 1}",
            Interface = SimulatedAddresses.InterfaceName,
            VirtualRouterId = DrawVirtualRouterId(group, family),
            Version = version,
            AdvertisementInterval = interval,
            MissedAdvertisements = _random.Pick<byte>(3, 3, 3, 3, 2, 4),
            Authentication = version == 2 && hmac is null && _random.Chance(700)
                ? new SimplePasswordAuthentication(DrawPassword())
                : null,
            Hmac = hmac,
            VirtualAddresses = SimulatedAddresses.Virtual(family, group, 1 + _random.Below(3)),
            Handover = new HandoverSettings { Drain = DrawDrain(interval) },
            Detection = _random.Chance(300) ? new DetectionSettings { Interval = interval / _random.Pick(4, 8) } : null,
            SplitBrainProbe = new() { Interval = _random.Chance(500) ? interval * 10 : Duration.Zero },
            Announcements = new AnnouncementSettings { Refresh = _random.Chance(200) ? interval * 7 : Duration.Zero },
        };
    }

    /// <summary>Of the seed alone, so that the rest of the cluster is what it would be without.</summary>
    private Duration DrawDrain(Duration interval) => (_seed % 5) switch
    {
        0 => Duration.Zero,
        1 => Duration.Min(interval * 2, ConfigurationLimits.MaximumDrain),
        _ => Duration.FromSeconds(2),
    };

    /// <summary>Unique per family (RFC 9568 section 5.2.3), so both families of one id live together.</summary>
    private byte DrawVirtualRouterId(int group, AddressFamily family)
    {
        var id = (byte)(51 + group);
        var sharable = _used.FirstOrDefault(used => used.Family != family && !_used.Contains((used.Id, family)));
        if (sharable.Id != 0 && _random.Chance(600)) id = sharable.Id;
        _used.Add((id, family));
        return id;
    }

    /// <summary>One LAN's virtual routers keep a similar rhythm: a run is as long as the slowest needs.</summary>
    private (byte Version, Duration Interval) DrawRhythm()
    {
        while (true)
        {
            var version = _random.Chance(400) ? (byte)2 : (byte)3;
            var interval = version == 2
                ? Duration.FromSeconds(_random.Pick(Seconds))
                : Duration.FromCentiseconds(_random.Pick(Centiseconds));
            var first = _firstInterval ?? interval;
            if (interval * 5 >= first && interval <= first * 5) return (version, interval);
        }
    }

    private byte DrawPriority() => _random.Chance(500) ? _random.Pick(Priorities) : (byte)_random.Between(1, 254);

    private string DrawPassword()
    {
        var letters = new char[1 + _random.Below(8)];
        for (var i = 0; i < letters.Length; i++) letters[i] = (char)('a' + _random.Below(26));
        return new string(letters);
    }
}
