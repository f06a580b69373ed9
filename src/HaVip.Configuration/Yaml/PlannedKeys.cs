namespace HaVip.Configuration.Yaml;

/// <summary>
/// Keys of the format that this version does not carry out: the reader refuses them instead of pretending. Whoever builds
/// what a key stands for takes it out of this list; now there is none in it.
/// </summary>
internal static class PlannedKeys
{
    private static readonly HashSet<string> Paths = new(StringComparer.Ordinal);

    /// <param name="path">Of a value, such as <c>instances[0].track</c>.</param>
    public static bool Contain(string path) => Paths.Contains(WithoutIndices(path));

    private static string WithoutIndices(string path) =>
        path.Contains('[') ? string.Concat(path.Where(c => !char.IsAsciiDigit(c))) : path;
}
