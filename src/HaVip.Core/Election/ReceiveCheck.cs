using System.Security.Cryptography;
using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>
/// The receive checks of RFC 9568 section 7.1 (RFC 3768 and RFC 2338 for version 2) that the packet and an instance's
/// settings decide, in the order of <see cref="RejectReason"/>; those of HMAC come between Kind and Content.
/// </summary>
internal static class ReceiveCheck
{
    /// <summary>RFC 9568 sections 5.1.1.3 and 5.1.2.3.</summary>
    public const byte RequiredTimeToLive = 255;

    /// <summary>Where the packet came from and went to, and how far.</summary>
    public static RejectReason Path(in ReceivedPacket packet, UnicastSettings? unicast)
    {
        if (packet.Destination.IsMulticast != unicast is null) return RejectReason.Destination;
        var required = RequiredTimeToLive;
        if (unicast is not null)
        {
            var peer = FindPeer(unicast, packet.Source);
            if (peer is null) return RejectReason.UnknownPeer;
            required = peer.MinimumTimeToLive;
        }

        return packet.TimeToLive < required ? RejectReason.TimeToLive : RejectReason.None;
    }

    /// <summary>Version, type and password.</summary>
    public static RejectReason Kind(
        in Advertisement advertisement, InstanceConfiguration settings, ReadOnlySpan<byte> password)
    {
        if (advertisement.Version != settings.Version) return RejectReason.Version;
        if (advertisement.Type != AdvertisementCodec.AdvertisementType) return RejectReason.Type;
        return settings.Version == 2 ? Authentication(advertisement, password) : RejectReason.None;
    }

    /// <summary>Interval, checksum and addresses.</summary>
    public static RejectReason Content(
        in ReceivedPacket packet, in Advertisement advertisement, InstanceConfiguration settings, out ChecksumForm form)
    {
        form = ChecksumForm.PseudoHeader;
        if (!IntervalIsAccepted(advertisement, settings)) return RejectReason.AdvertisementInterval;
        if (!ChecksumIsAccepted(packet, advertisement, settings, out form)) return RejectReason.Checksum;
        return advertisement.AddressCount == 0 && settings.VirtualAddresses.Count > 0
            ? RejectReason.NoAddresses
            : RejectReason.None;
    }

    private static UnicastPeer? FindPeer(UnicastSettings unicast, IpAddress source)
    {
        for (var i = 0; i < unicast.Peers.Count; i++)
        {
            if (unicast.Peers[i].Address == source) return unicast.Peers[i];
        }

        return null;
    }

    private static RejectReason Authentication(in Advertisement advertisement, ReadOnlySpan<byte> password)
    {
        var expected = password.IsEmpty ? AdvertisementCodec.NoAuthentication : AdvertisementCodec.SimplePassword;
        if (advertisement.AuthenticationType != expected) return RejectReason.AuthenticationType;
        if (password.IsEmpty) return RejectReason.None;
        Span<byte> padded = stackalloc byte[SimplePasswordAuthentication.MaximumLength];
        password.CopyTo(padded);
        return CryptographicOperations.FixedTimeEquals(padded, advertisement.AuthenticationData)
            ? RejectReason.None
            : RejectReason.AuthenticationFailure;
    }

    private static bool IntervalIsAccepted(in Advertisement advertisement, InstanceConfiguration settings) =>
        settings.Version == 2
            ? advertisement.Interval == settings.AdvertisementInterval
            : advertisement.Interval > Duration.Zero;

    private static bool ChecksumIsAccepted(
        in ReceivedPacket packet, in Advertisement advertisement, InstanceConfiguration settings, out ChecksumForm form)
    {
        form = settings.Checksum.Form();
        var one = settings.Checksum != ChecksumPreference.Auto && settings.Version == 3
            && settings.Family == AddressFamily.IPv4;
        return one
            ? AdvertisementCodec.Verifies(advertisement, packet.Source, packet.Destination, form)
            : AdvertisementCodec.TryVerify(advertisement, packet.Source, packet.Destination, out form);
    }
}
