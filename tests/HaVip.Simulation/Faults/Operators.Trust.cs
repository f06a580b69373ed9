using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Options;

namespace HaVip.Simulation.Faults;

/// <summary>Keys are rotated, modes, forms and peers changed, while everything runs.</summary>
internal sealed partial class Operators
{
    private void ReloadTrust(SimulatedHost host, Member member)
    {
        var now = member.Configuration;
        switch (_random.Below(6))
        {
            case < 3 when now.Hmac is { } hmac:
                RotateKey(member, (byte)((hmac.ActiveKey % 9) + 1));
                break;
            case 3 when now.Hmac is not null:
                var mode = _random.Pick(HmacMode.Enforce, HmacMode.Permissive, HmacMode.ReceiveOnly);
                if (_random.Chance(500)) Roll(member, x => x with { Hmac = x.Hmac! with { Mode = mode } });
                else host.Reload(member, now with { Hmac = now.Hmac with { Mode = mode } });
                break;
            case 4 when now.Version == 3 && now.Family == AddressFamily.IPv4:
                var form = _random.Pick(Enum.GetValues<ChecksumPreference>());
                Roll(member, x => x with { Checksum = form });
                break;
            case 5 when now.Unicast is not null:
                ReloadPeers(host, member);
                break;
        }
    }

    /// <summary>Everybody knows the new key, then everybody signs with it, then the old one goes.</summary>
    private void RotateKey(Member member, byte id)
    {
        var pause = member.Configuration.AdvertisementInterval * 5;
        Roll(member, x => x with { Hmac = WithKey(x.Hmac!, id) });
        _cluster.After(pause, () => Roll(member, x =>
            x.Hmac!.Find(id) is null ? x : x with { Hmac = x.Hmac with { ActiveKey = id } }));
        _cluster.After(pause * 2, () => Roll(member, x =>
            x with { Hmac = x.Hmac! with { Keys = [x.Hmac.Find(x.Hmac.ActiveKey)!] } }));
    }

    private static HmacAuthentication WithKey(HmacAuthentication hmac, byte id) =>
        hmac.Find(id) is null ? hmac with { Keys = [.. hmac.Keys, SimulatedKeys.Of(id)] } : hmac;

    /// <summary>A peer is forgotten on one node, or all of them are known again.</summary>
    private void ReloadPeers(SimulatedHost host, Member member)
    {
        var now = member.Configuration;
        var all = OriginalOf(member).Unicast!;
        var peers = now.Unicast!.Peers;
        var fewer = peers.Count > 1 ? peers.Skip(1).ToArray() : all.Peers;
        host.Reload(member, now with { Unicast = all with { Peers = _random.Chance(300) ? fewer : all.Peers } });
    }
}
