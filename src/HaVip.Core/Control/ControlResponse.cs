namespace HaVip.Core.Control;

/// <summary>The answer to one request: an error, or what the command returns.</summary>
public sealed record ControlResponse
{
    public int Protocol { get; init; } = ControlProtocol.Version;

    public ControlError? Error { get; init; }

    /// <summary>
    /// GetState, Start, Stop, Reload and Replace: the node as it is after the command. ResetStatistic: as it was before.
    /// </summary>
    public NodeState? Node { get; init; }

    /// <summary>GetEvents: oldest first.</summary>
    public IReadOnlyList<NodeEvent>? Events { get; init; }

    /// <summary>Failover, Suspend and Resume: one outcome per instance, in the order asked.</summary>
    public IReadOnlyList<FailoverOutcome>? Outcomes { get; init; }

    /// <summary>Reload and Replace: what is wrong with the file; nothing was applied where any is an error.</summary>
    public IReadOnlyList<Configuration.ConfigurationDiagnostic>? Diagnostics { get; init; }
}
