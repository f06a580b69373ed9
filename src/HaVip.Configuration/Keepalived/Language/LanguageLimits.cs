namespace HaVip.Configuration.Keepalived.Language;

/// <summary>What no configuration of a person needs, and one made to do harm would.</summary>
internal static class LanguageLimits
{
    public const int FileSize = 1024 * 1024;

    /// <summary>keepalived's own buffer is 1024.</summary>
    public const int LineLength = 16 * 1024;

    public const int IncludeDepth = 16;
    public const int Files = 256;
    public const int TotalSize = 4 * 1024 * 1024;

    /// <summary>Of definitions within definitions and sequences within sequences.</summary>
    public const int ExpansionDepth = 64;

    public const int Lines = 100_000;

    /// <summary>Characters written while parameters are replaced.</summary>
    public const int Expansion = 16 * 1024 * 1024;
}
