using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>What the settings of two nodes say of the packets from one to the other (RFC 9568 section 7.1).</summary>
internal static class Acceptance
{
    public static Certainty Of(Cluster cluster, Member from, Member to, int path)
    {
        var sender = from.Configuration;
        var receiver = to.Configuration;
        if (sender.Version != receiver.Version) return Certainty.Never;
        if (sender.Version == 2 && !AgreeInVersion2(sender, receiver)) return Certainty.Never;
        if ((path == 0 && !PathIsOpen(cluster, from, to)) || !FormFits(from, receiver)) return Certainty.Never;
        return OfHmac(cluster, from, to);
    }

    /// <summary>Time: a clock that was put right is believed again when two windows have passed.</summary>
    public static Duration Distrust(Cluster cluster, HmacAuthentication hmac) =>
        (LongestWindow(cluster, hmac) * 2) + Duration.FromSeconds(1);

    /// <summary>By default three intervals of the Master, whoever it is, and 5 s at least.</summary>
    public static Duration LongestWindow(Cluster cluster, HmacAuthentication hmac) =>
        hmac.Window ?? Duration.Max(cluster.Checkers.LongestInterval * 3, ShortestWindow(hmac));

    public static Duration ShortestWindow(HmacAuthentication hmac) => hmac.Window ?? Duration.FromSeconds(5);

    public static bool SamePath(UnicastSettings? receiver, IpAddress source, IpAddress destination, byte timeToLive)
    {
        if (receiver is null) return destination.IsMulticast && timeToLive == 255;
        var peer = receiver.Peers.FirstOrDefault(x => x.Address == source);
        return !destination.IsMulticast && peer is not null && timeToLive >= peer.MinimumTimeToLive;
    }

    /// <summary>RFC 3768 section 7.1: version 2 has to agree on the interval and the password as well.</summary>
    private static bool AgreeInVersion2(InstanceConfiguration sender, InstanceConfiguration receiver) =>
        sender.AdvertisementInterval == receiver.AdvertisementInterval
        && sender.Authentication?.Password == receiver.Authentication?.Password;

    private static bool PathIsOpen(Cluster cluster, Member from, Member to)
    {
        if (from.Configuration.Unicast is not { } unicast) return to.Configuration.Unicast is null;
        var destination = to.Host.AddressOf(to.Configuration.Family);
        return unicast.Peers.Any(x => x.Address == destination) && from.CanSend
            && SamePath(to.Configuration.Unicast, from.Source, destination, cluster.Options.TimeToLive(from.Group));
    }

    /// <summary>What was sent last tells which form is sent; nothing sent yet, nothing heard.</summary>
    private static bool FormFits(Member from, InstanceConfiguration receiver) =>
        receiver.Checksum == ChecksumPreference.Auto || !HasForms(receiver) || from.SentForm == FixedForm(receiver);

    public static bool HasForms(InstanceConfiguration instance) =>
        instance.Version == 3 && instance.Family == AddressFamily.IPv4;

    public static Core.Wire.ChecksumForm FixedForm(InstanceConfiguration instance) =>
        instance.Checksum == ChecksumPreference.MessageOnly
            ? Core.Wire.ChecksumForm.MessageOnly
            : Core.Wire.ChecksumForm.PseudoHeader;

    private static Certainty OfHmac(Cluster cluster, Member from, Member to)
    {
        if (to.Configuration.Hmac is not { Mode: not HmacMode.ReceiveOnly } hmac) return Certainty.Surely;
        var key = SigningKey(from.Configuration);
        if (key is null) return hmac.Mode == HmacMode.Permissive ? Certainty.Surely : Certainty.Never;
        if (hmac.Find(key.Id)?.Material.Equals(key.Material) != true) return Certainty.Never;
        if (hmac.AntiReplay == HmacAntiReplay.Monotonic) return Certainty.Surely;
        var trusted = from.Host.ClockRightSince + Distrust(cluster, hmac) <= cluster.Now
            && to.Host.ClockRightSince + Distrust(cluster, hmac) <= cluster.Now;
        return trusted ? Certainty.Surely : Certainty.Maybe;
    }

    public static HmacKey? SigningKey(InstanceConfiguration instance) =>
        instance.Hmac is { Mode: not HmacMode.ReceiveOnly } hmac ? hmac.Find(hmac.ActiveKey) : null;
}
