using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Network;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// What HMAC says of a packet at a receiver, kept apart from the core: packets are numbered as they are sent, and of
/// each sender it is known which number was proved and accepted, and which one came at all.
/// </summary>
internal sealed class SenderMemory
{
    /// <summary>A receiver remembers the last four senders; of more, nothing is claimed.</summary>
    private const int Remembered = 4;

    private static readonly Duration ClockSlack = Duration.FromMilliseconds(500);

    private readonly Dictionary<IpAddress, long> _proved = [];
    private readonly Dictionary<IpAddress, long> _came = [];
    private readonly HashSet<IpAddress> _provedByWrongClock = [];

    public void Forget()
    {
        _proved.Clear();
        _came.Clear();
        _provedByWrongClock.Clear();
    }

    /// <summary>A clock that jumped ends what is remembered for a time; what was refused may be heard again.</summary>
    public void ClockJumped() => _proved.Clear();

    public Certainty Judge(Cluster cluster, Member receiver, Packet packet)
    {
        if (receiver.Configuration.Hmac is not { Mode: not HmacMode.ReceiveOnly } hmac) return Certainty.Surely;
        if (packet.Key is null) return hmac.Mode == HmacMode.Permissive ? Certainty.Surely : Certainty.Never;
        if (hmac.Find(packet.Key.Id)?.Material.Equals(packet.Key.Material) != true) return Certainty.Never;
        return hmac.AntiReplay == HmacAntiReplay.Monotonic
            ? JudgeOrder(packet)
            : JudgeTime(cluster, receiver, hmac, packet);
    }

    /// <summary>Before the packet is read the order counts; after it, that it came.</summary>
    public void Came(Packet packet)
    {
        if (packet.Key is null) return;
        _came[packet.Source] = Math.Max(packet.Number, _came.GetValueOrDefault(packet.Source));
    }

    public void Accepted(Member receiver, Packet packet)
    {
        if (packet.Key is null || receiver.Configuration.Hmac is not { Mode: not HmacMode.ReceiveOnly }) return;
        _proved[packet.Source] = packet.Number;
        if (packet.ClockWasRight) _provedByWrongClock.Remove(packet.Source);
        else _provedByWrongClock.Add(packet.Source);
    }

    private Certainty JudgeTime(Cluster cluster, Member receiver, HmacAuthentication hmac, Packet packet)
    {
        var trusted = packet.ClockWasRight
            && receiver.Host.ClockRightSince + Acceptance.Distrust(cluster, hmac) <= cluster.Now;
        if (!trusted || _provedByWrongClock.Contains(packet.Source)) return Certainty.Maybe;
        var age = cluster.Now - packet.SentAt;
        if (age > Acceptance.LongestWindow(cluster, hmac) + ClockSlack) return Certainty.Never;
        if (age + ClockSlack > Acceptance.ShortestWindow(hmac)) return JudgeOrder(packet, Certainty.Maybe);
        return JudgeOrder(packet);
    }

    private Certainty JudgeOrder(Packet packet, Certainty newest = Certainty.Surely)
    {
        if (packet.Number > _came.GetValueOrDefault(packet.Source)) return newest;
        var isOld = _proved.Count <= Remembered && packet.Number <= _proved.GetValueOrDefault(packet.Source);
        return isOld ? Certainty.Never : Certainty.Maybe;
    }
}
