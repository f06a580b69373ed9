using HaVip.Core.Configuration;
using HaVip.Core.Wire;

namespace HaVip.Core.Engine;

/// <summary>The words of a refused packet, the same in logs, events and traces.</summary>
public static class RejectText
{
    /// <param name="reason">Why it was refused.</param>
    /// <param name="settings">Those of the instance that refused it; null where none was asked.</param>
    public static string Explain(RejectReason reason, InstanceConfiguration? settings) => reason switch
    {
        RejectReason.None => "",
        RejectReason.Truncated => "shorter than its address count says",
        RejectReason.OwnAddress => "it has this node's own address; another host uses it",
        RejectReason.Destination => settings?.Unicast is null
            ? "it was sent to this node alone, and this instance has no unicast peers"
            : "it was multicast, and this instance hears unicast peers only",
        RejectReason.UnknownPeer => "it is not a listed unicast peer",
        RejectReason.TimeToLive => "its TTL is too low: a packet from this link has 255 (RFC 9568 section 7.1)",
        RejectReason.HmacMissing => "it is not signed",
        RejectReason.HmacMalformed => "what follows its message is no HMAC trailer",
        RejectReason.HmacUnknownKey => "it is signed with a key id that is not configured here",
        RejectReason.HmacMismatch => "its signature is not that of the key",
        RejectReason.HmacStale => "it was signed too long ago or in the future; compare the nodes' clocks",
        RejectReason.HmacReplayed => "it is not newer than what this sender signed before",
        RejectReason.Version => settings is null ? "not a version of this family" : $"not version {settings.Version}",
        RejectReason.Type => "not an advertisement",
        RejectReason.AuthenticationType => "other authentication type than configured here",
        RejectReason.AuthenticationFailure => "other password than configured here",
        RejectReason.AdvertisementInterval => settings?.Version == 2
            ? $"its advertisement interval is not {settings.AdvertisementInterval} (RFC 3768 section 7.1)"
            : "its advertisement interval is 0",
        RejectReason.Checksum => "wrong checksum",
        RejectReason.NoAddresses => "it has no addresses",
        _ => reason.ToString(),
    };
}
