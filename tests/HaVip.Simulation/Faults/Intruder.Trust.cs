using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Simulation.Checkers;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Network;
using HaVip.Simulation.Options;

namespace HaVip.Simulation.Faults;

/// <summary>Junk that only knowing who may speak gives away, and what was heard on the LAN long ago.</summary>
internal sealed partial class Intruder
{
    private const int MostRecorded = 64;

    private readonly List<Packet> _recorded = [];

    private void Record(Packet packet)
    {
        if (packet.Key is null || !_random.Chance(100)) return;
        if (_recorded.Count < MostRecorded) _recorded.Add(packet);
        else _recorded[_random.Below(MostRecorded)] = packet;
    }

    /// <summary>Only what the target is sure to know for old; anything else could be news to it.</summary>
    private Packet? Replay(Member target)
    {
        if (_recorded.Count == 0 || !target.Host.IsRunning) return null;
        var packet = _recorded[_random.Below(_recorded.Count)];
        var isOld = packet.Group == target.Group && packet.Source != target.Source
            && target.Shadow.Senders.Judge(_cluster, target, packet) == Certainty.Never;
        return isOld ? packet with { Junk = $"replay of number {packet.Number}" } : null;
    }

    private Packet? MakeTrusted(int idea, Member target, Forgery good)
    {
        var own = target.Configuration;
        return idea switch
        {
            10 when own.Unicast is not null => (good with
            {
                Source = SimulatedAddresses.Stranger(own.Family, _random.Below(1000)),
            }).Packet("unknown peer"),
            11 => (good with
            {
                Destination = own.Unicast is null ? target.Host.AddressOf(own.Family) : VrrpGroup.Of(own.Family),
            }).Packet("destination"),
            12 when Acceptance.HasForms(own) && own.Checksum != ChecksumPreference.Auto =>
                (good with { Form = Other(good.Form) }).Packet("checksum form"),
            > 12 when target.Host.IsRunning && own.Hmac is { Mode: not HmacMode.ReceiveOnly } hmac =>
                MakeHmac(idea, target.Host, good, hmac),
            _ => null,
        };
    }

    private Packet? MakeHmac(int idea, SimulatedHost host, Forgery good, HmacAuthentication hmac) => idea switch
    {
        13 when hmac.Mode == HmacMode.Enforce => (good with { Key = null }).Packet("not signed"),
        14 => (good with { Key = SimulatedKeys.Guessed(hmac.ActiveKey) }).Packet("wrong key"),
        15 => (good with { Key = SimulatedKeys.Of(251) }).Packet("unknown key"),
        16 when hmac.AntiReplay == HmacAntiReplay.Time => (good with
        {
            Sequence = SequenceOf(host.TimeOfDay - StaleBy(hmac).Microseconds),
        }).Packet("stale"),
        _ => null,
    };

    private Duration StaleBy(HmacAuthentication hmac) =>
        Acceptance.LongestWindow(_cluster, hmac) + _random.Between(Duration.FromSeconds(1), Duration.FromSeconds(1000));

    private static ChecksumForm Other(ChecksumForm form) =>
        form == ChecksumForm.MessageOnly ? ChecksumForm.PseudoHeader : ChecksumForm.MessageOnly;

    private static ulong SequenceOf(long unixMicroseconds)
    {
        var fraction = (ulong)(unixMicroseconds % 1_000_000) * 65_536 / 1_000_000;
        return ((ulong)(unixMicroseconds / 1_000_000) << 32) | (fraction << 16);
    }
}
