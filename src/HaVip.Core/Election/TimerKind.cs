namespace HaVip.Core.Election;

internal enum TimerKind : byte
{
    /// <summary>Adver_Timer (RFC 9568 section 6.2).</summary>
    Advertisement,

    /// <summary>The first advertisement of a Master that lets the old owner's connections end before that is to hear it.</summary>
    FirstAdvertisement,

    /// <summary>Active_Down_Timer (RFC 9568 section 6.2), Master_Down_Timer in RFC 3768.</summary>
    MasterDown,

    /// <summary>The second burst of announcements.</summary>
    AnnounceAgain,

    /// <summary>The periodic announcement while Master.</summary>
    AnnounceRefresh,

    /// <summary>A rival that was heard has left by now: neighbours that hold its place are told again.</summary>
    RivalGone,

    /// <summary>The priority 0 of a hand-over is said again, in case the first was lost.</summary>
    SayGoodbyeAgain,

    /// <summary>A goodbye that no HaVip node has answered by now: the new owner will be another maker's.</summary>
    GoodbyeUnanswered,

    /// <summary>A giver's patience.</summary>
    HandoverPatience,

    /// <summary>A giver asks whether the new owner's host takes packets for the addresses yet.</summary>
    AskSuccessor,

    /// <summary>A giver drops the addresses it kept.</summary>
    Linger,

    /// <summary>Something tracked has been up or down for long enough.</summary>
    TrackDelay,

    /// <summary>What a give or take made of the roles ends.</summary>
    Hold,

    /// <summary>Master: ask who else has the addresses. Backup: ask whether anybody still has, before taking over.</summary>
    ProbeAddresses,

    /// <summary>A path on which nothing came is called silent.</summary>
    PathSilence,
}
