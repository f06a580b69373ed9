namespace HaVip.Core.Configuration;

/// <summary>The steps of a roll-out: receiveOnly, then permissive, then enforce.</summary>
public enum HmacMode : byte
{
    /// <summary>Signs; refuses what is unsigned or wrong.</summary>
    Enforce,

    /// <summary>Signs; refuses what is wrong, hears what is unsigned.</summary>
    Permissive,

    /// <summary>Does not sign and refuses nothing, but counts each verdict.</summary>
    ReceiveOnly,
}
