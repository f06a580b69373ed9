namespace HaVip.Core.Wire;

/// <summary>Why a received packet was refused, in the order the checks are made. A refused packet changes nothing else.</summary>
public enum RejectReason : byte
{
    None,

    /// <summary>Shorter than its header or than its address count says (RFC 9568 section 7.1).</summary>
    Truncated,

    /// <summary>No virtual router of that id, interface and family here (RFC 9568 section 7.1).</summary>
    UnknownVirtualRouterId,

    /// <summary>The sender has our own address.</summary>
    OwnAddress,

    /// <summary>Multicast to an instance of unicast peers, or unicast to one of the multicast group.</summary>
    Destination,

    /// <summary>Unicast from an address that is not a listed peer.</summary>
    UnknownPeer,

    /// <summary>TTL or hop limit is not 255, or below what is set for the peer (RFC 9568 section 7.1).</summary>
    TimeToLive,

    /// <summary>Another version than configured (RFC 9568 section 7.1).</summary>
    Version,

    /// <summary>Not an advertisement (RFC 9568 section 5.2.2).</summary>
    Type,

    /// <summary>Another authentication type than configured (RFC 2338 section 7.1).</summary>
    AuthenticationType,

    /// <summary>Another password than configured (RFC 2338 section 7.1).</summary>
    AuthenticationFailure,

    /// <summary>No HMAC trailer where one is required.</summary>
    HmacMissing,

    /// <summary>Bytes behind the message that are no HMAC trailer.</summary>
    HmacMalformed,

    /// <summary>Signed with a key id that is not configured here.</summary>
    HmacUnknownKey,

    /// <summary>The code is not that of the key: another key, or somebody else wrote the packet.</summary>
    HmacMismatch,

    /// <summary>Signed too long ago or in the future, by more than the window.</summary>
    HmacStale,

    /// <summary>Not newer than what this sender signed before.</summary>
    HmacReplayed,

    /// <summary>Version 2: another interval than configured (RFC 3768 section 7.1). Version 3: interval 0.</summary>
    AdvertisementInterval,

    /// <summary>The checksum does not verify in any form allowed (RFC 9568 section 7.1).</summary>
    Checksum,

    /// <summary>No address in it, although the instance has some.</summary>
    NoAddresses,

    /// <summary>The address owner listens to nobody (RFC 5798 section 7.1).</summary>
    AddressOwner,

    /// <summary>The instance is stopped or in Fault.</summary>
    NotListening,
}
