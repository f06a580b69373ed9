namespace HaVip.Core.Election;

internal enum HandoverPurpose : byte
{
    /// <summary>A command gives mastership away and the giver stays away.</summary>
    Give,

    /// <summary>A taker goes back to its own priority.</summary>
    Failback,

    /// <summary>The node is drained and stays out until it is resumed.</summary>
    Suspend,

    /// <summary>The instance stops.</summary>
    Stop,
}
