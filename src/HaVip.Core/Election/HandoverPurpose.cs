namespace HaVip.Core.Election;

internal enum HandoverPurpose : byte
{
    /// <summary>A command gives mastership away and the giver stays away.</summary>
    Give,

    /// <summary>A taker goes back to its own priority.</summary>
    Failback,

    /// <summary>The node is drained and stays out until it is resumed.</summary>
    Suspend,

    /// <summary>Something tracked has failed: the node lives, but not what it is Master for.</summary>
    Fault,

    /// <summary>The others of a new group follow a Master elsewhere.</summary>
    Follow,

    /// <summary>The instance stops.</summary>
    Stop,
}
