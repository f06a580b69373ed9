namespace HaVip.Core.Election;

/// <summary>Whether a new Master speaks to the other routers or to the LAN first.</summary>
internal enum AnnounceOrder : byte
{
    /// <summary>After silence: the advertisement stops other Backups, so it goes first.</summary>
    AfterAdvertisement,

    /// <summary>
    /// After a goodbye: the LAN must know the new place before the giver, who waits for the advertisement, lets go, and
    /// other Backups are not to wait for the whole burst.
    /// </summary>
    AroundAdvertisement,

    /// <summary>From a living Master: the LAN must know the new place before the old owner lets go.</summary>
    BeforeAdvertisement,
}
