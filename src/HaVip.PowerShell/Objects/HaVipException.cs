using System.Management.Automation;
using System.Management.Automation.Remoting;
using System.Management.Automation.Runspaces;
using HaVip.PowerShell.Remoting;

namespace HaVip;

/// <summary>A failure with everything its error record needs.</summary>
public sealed class HaVipException : Exception
{
    internal HaVipException(
        string errorId, ErrorCategory category, string message, string? recommendation, object? target = null,
        Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        Category = category;
        Recommendation = recommendation;
        Target = target;
    }

    /// <summary>Stable; the first part of the <c>FullyQualifiedErrorId</c>.</summary>
    public string ErrorId { get; }

    public ErrorCategory Category { get; }

    /// <summary>What to do about it.</summary>
    public string? Recommendation { get; }

    public object? Target { get; }

    /// <summary>The machine it happened on; null for this one.</summary>
    internal RemoteNode? Origin { get; init; }

    internal ErrorRecord ToErrorRecord()
    {
        var record = new ErrorRecord(this, ErrorId, Category, Target);
        if (Origin is not null) record = new RemotingErrorRecord(record, new OriginInfo(Origin.Name, Origin.Runspace.InstanceId));
        if (Recommendation is not null)
            record.ErrorDetails = new ErrorDetails(Message) { RecommendedAction = Recommendation };
        return record;
    }
}
