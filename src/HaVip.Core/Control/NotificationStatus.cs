namespace HaVip.Core.Control;

public enum NotificationStatus : byte
{
    /// <summary>It has not been told anything yet.</summary>
    None,
    Running,

    /// <summary>It failed and is tried again.</summary>
    Retrying,
    Succeeded,
    Failed,
}
