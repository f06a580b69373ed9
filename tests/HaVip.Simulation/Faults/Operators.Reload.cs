using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Options;

namespace HaVip.Simulation.Faults;

internal sealed partial class Operators
{
    private void Reconfigure(SimulatedHost host, Member member)
    {
        var now = member.Configuration;
        switch (_random.Below(14))
        {
            case 0 or 1:
                host.Reload(member, now);
                break;
            case 2 or 3:
                host.Reload(member, now with { Priority = (byte)_random.Between(1, 254) });
                break;
            case 4:
                host.Reload(member, now with { Preempt = !now.Preempt });
                break;
            case 5:
                host.Reload(member, now with { PreemptDelay = now.AdvertisementInterval * _random.Below(10) });
                break;
            case 6 when OriginalOf(member).AddressOwner:
                host.Reload(member, now with { AddressOwner = !now.AddressOwner });
                break;
            case 7:
                var addresses = SimulatedAddresses.Virtual(now.Family, member.Group, 1 + _random.Below(3));
                Roll(member, x => x with { VirtualAddresses = addresses });
                break;
            case 8:
                RollInterval(member);
                break;
            case > 9:
                ReloadTrust(host, member);
                break;
            case 9 when now.Authentication is not null:
                var password = new SimplePasswordAuthentication($"p{_random.Below(100)}");
                Roll(member, x => x with { Authentication = x.Version == 2 ? password : null });
                break;
            case 9 when now.Family == AddressFamily.IPv4:
                var version = (byte)(5 - now.Version);
                Roll(member, x => FitsBothVersions(x.AdvertisementInterval) ? x with { Version = version } : x);
                break;
        }
    }

    /// <summary>Between the interval drawn and twice of it: delays of the LAN were chosen for the one drawn.</summary>
    private void RollInterval(Member member)
    {
        var longer = _random.Chance(500);
        Roll(member, x =>
        {
            var drawn = OriginalOf(member).AdvertisementInterval;
            var most = x.Version == 2 ? Duration.FromSeconds(255) : Duration.FromCentiseconds(4095);
            var next = longer ? Duration.Min(drawn * 2, most) : drawn;
            return x.Version == 3 || FitsVersion2(next) ? x with { AdvertisementInterval = next } : x;
        });
    }

    private static bool FitsVersion2(Duration interval) => interval.Microseconds % 1_000_000 == 0;

    private static bool FitsBothVersions(Duration interval) =>
        FitsVersion2(interval) && interval <= Duration.FromSeconds(40);

    /// <summary>The same change on every node, one after the other.</summary>
    private void Roll(Member member, Func<InstanceConfiguration, InstanceConfiguration> change)
    {
        foreach (var host in _cluster.Hosts)
        {
            var other = host.Members[member.Group];
            _cluster.After(_random.Around(member.Configuration.AdvertisementInterval), () =>
            {
                if (!_stopped) host.Reload(other, change(other.Configuration));
            });
        }
    }

    private static InstanceConfiguration OriginalOf(Member member) => member.Host.Options.Instances[member.Group];
}
