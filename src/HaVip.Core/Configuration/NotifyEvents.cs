namespace HaVip.Core.Configuration;

/// <summary>What a notification is sent for.</summary>
[Flags]
public enum NotifyEvents : byte
{
    None = 0,

    /// <summary>The addresses are there and announced.</summary>
    Master = 1,

    /// <summary>This node answers for the addresses no more.</summary>
    Backup = 2,

    /// <summary>As with Backup.</summary>
    Fault = 4,

    /// <summary>The instance has stopped; as with Backup.</summary>
    Stop = 8,

    /// <summary>A hand-over has begun: the addresses are still there.</summary>
    Leaving = 16,

    /// <summary>A Master has outdone a rival, which may have moved the address elsewhere meanwhile.</summary>
    RivalRejected = 32,

    /// <summary>The effective priority has changed.</summary>
    Priority = 64,

    States = Master | Backup | Fault | Stop,
}
