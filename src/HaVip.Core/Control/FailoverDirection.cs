namespace HaVip.Core.Control;

public enum FailoverDirection
{
    /// <summary>Give on the Master, take on a Backup.</summary>
    Auto,

    Give,

    Take,

    /// <summary>End the hold of an earlier give or take and put mastership back where priorities say.</summary>
    Failback,

    /// <summary>Hand over where Master, and stay out.</summary>
    Suspend,

    /// <summary>Take part again.</summary>
    Resume,
}
