using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>A block that instances can track by its name.</summary>
internal sealed class CheckDraft(Statement statement, TrackKind kind, CheckConfiguration check, Weight weight)
{
    public Statement Statement { get; } = statement;

    public TrackKind Kind { get; } = kind;

    public CheckConfiguration Check { get; set; } = check;

    /// <summary>Where the line that tracks it says none.</summary>
    public Weight Weight { get; set; } = weight;

    /// <summary>Process: arguments matter, though none are written.</summary>
    public bool HasArgumentMatch { get; set; }

    /// <summary>Good is bad and bad is good.</summary>
    public bool IsContrary { get; set; }
}
