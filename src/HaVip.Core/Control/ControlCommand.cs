namespace HaVip.Core.Control;

public enum ControlCommand
{
    /// <summary>The node and the named instances (all where none is named) as they are now.</summary>
    GetState,

    /// <summary>Events after <see cref="ControlRequest.AfterSequence"/>, waiting for the first up to the timeout.</summary>
    GetEvents,

    /// <summary>Starts the named instances, or all.</summary>
    Start,

    /// <summary>Stops the named instances, or all, gracefully; the runner ends with its last one unless told to stay.</summary>
    Stop,

    /// <summary>Moves mastership of the named instances.</summary>
    Failover,

    /// <summary>
    /// The named instances (all where none is named) as they are, whose counters then begin at zero: no count is lost
    /// between the two.
    /// </summary>
    ResetStatistic,

    /// <summary>Keeps the named instances from being Master until they are resumed; they hand over first where asked to drain.</summary>
    Suspend,

    /// <summary>Ends a suspension.</summary>
    Resume,

    /// <summary>
    /// Makes the addresses and routes of the named Masters (all where none is named) that another program put there this
    /// runner's own: it renews them, and takes them away when mastership goes.
    /// </summary>
    Claim,

    /// <summary>
    /// Announces the addresses of the named instances (all where none is named) anew, as if each had just become Master; those
    /// that are not Master have nothing to announce.
    /// </summary>
    Announce,

    /// <summary>Reads the configuration file again and applies the difference.</summary>
    Reload,

    /// <summary>
    /// Puts another program in the runner's place, which goes on as it stands: no instance changes its state. The answer comes
    /// from the new one.
    /// </summary>
    Replace,
}
