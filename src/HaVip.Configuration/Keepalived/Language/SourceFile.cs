namespace HaVip.Configuration.Keepalived.Language;

/// <param name="Name">What findings call it; null for a text without a file.</param>
/// <param name="Directory">What the names of included files are relative to; null where none are followed.</param>
/// <param name="Lines">Without their ends.</param>
internal sealed record SourceFile(string? Name, string? Directory, IReadOnlyList<string> Lines)
{
    /// <summary>
    /// A text as keepalived reads it: a line ends at a line feed, and carriage returns before it are nothing.
    /// </summary>
    public static SourceFile Of(string text, string? name, string? directory)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r'));
        return new SourceFile(name, directory, [.. lines]);
    }
}
