namespace HaVip.Linux;

/// <summary>What became of a detached process's start.</summary>
public enum ReadinessKind
{
    /// <summary>It serves.</summary>
    Ready,

    /// <summary>It said why it can't, and with which code it ends.</summary>
    Failed,

    /// <summary>It ended without a word.</summary>
    Ended,

    /// <summary>It said nothing in time and may still come up.</summary>
    TimedOut,
}
