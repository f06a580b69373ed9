using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived;

/// <summary>A configuration in keepalived's language.</summary>
public sealed record KeepalivedText
{
    /// <summary>The content of <c>keepalived.conf</c>; it holds the passwords of the configuration.</summary>
    public required string Text { get; init; }

    /// <summary>What keepalived 2.2.7 cannot do and the text leaves out; they hold no secret.</summary>
    public required IReadOnlyList<ConfigurationDiagnostic> Diagnostics { get; init; }
}
