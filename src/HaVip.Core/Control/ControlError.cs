namespace HaVip.Core.Control;

/// <summary>Why a command was not carried out.</summary>
/// <param name="Id">Stable, PascalCase; becomes the first part of the FullyQualifiedErrorId.</param>
/// <param name="Message">One sentence: what and where.</param>
/// <param name="Recommendation">What to do.</param>
public sealed record ControlError(string Id, string Message, string? Recommendation = null)
{
    public const string BadRequest = "BadRequest";

    /// <summary>Who asks may read, and this is more.</summary>
    public const string NotPermitted = "NotPermitted";
    public const string UnsupportedProtocol = "UnsupportedProtocol";
    public const string UnknownInstance = "UnknownInstance";
    public const string InvalidConfiguration = "InvalidConfiguration";

    /// <summary>The runner was not replaced and goes on as it was.</summary>
    public const string ReplacementRefused = "ReplacementRefused";
    public const string ShuttingDown = "ShuttingDown";
    public const string InternalError = "InternalError";
}
