using System.Management.Automation;

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

    internal ErrorRecord ToErrorRecord()
    {
        var record = new ErrorRecord(this, ErrorId, Category, Target);
        if (Recommendation is not null)
            record.ErrorDetails = new ErrorDetails(Message) { RecommendedAction = Recommendation };
        return record;
    }
}
