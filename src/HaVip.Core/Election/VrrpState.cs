namespace HaVip.Core.Election;

/// <summary>RFC 9568 section 6.4; the RFC calls Master 'Active'.</summary>
public enum VrrpState : byte
{
    /// <summary>Configured, not told to run.</summary>
    Stopped,

    /// <summary>Told to run, not yet taking part.</summary>
    Initialize,

    Backup,

    Master,

    /// <summary>Cannot take part: the interface is missing, down or without a source address.</summary>
    Fault,
}
