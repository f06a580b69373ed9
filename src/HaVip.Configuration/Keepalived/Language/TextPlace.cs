namespace HaVip.Configuration.Keepalived.Language;

/// <summary>Where in which file a character stands; line and column are 1-based.</summary>
internal readonly record struct TextPlace(string? File, int Line, int Column);
