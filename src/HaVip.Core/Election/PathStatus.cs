namespace HaVip.Core.Election;

/// <summary>What a way of advertisements is good for at the moment.</summary>
public enum PathStatus : byte
{
    /// <summary>The instance is stopped or in Fault: nothing is sent or heard.</summary>
    Idle,

    /// <summary>Its interface is missing or down, or has no address to send from.</summary>
    Down,

    /// <summary>This node is Master and advertises on it; nobody else is expected to.</summary>
    Sending,

    /// <summary>This node is Backup, and nothing has come yet.</summary>
    Waiting,

    /// <summary>Another node's advertisements come in.</summary>
    Heard,

    /// <summary>Nothing came for longer than a takeover takes, although another path is heard.</summary>
    Silent,
}
