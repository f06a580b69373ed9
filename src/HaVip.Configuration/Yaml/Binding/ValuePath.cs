namespace HaVip.Configuration.Yaml.Binding;

/// <summary>Paths as <c>instances[0].virtualRouterId</c>; the root is the empty path.</summary>
internal static class ValuePath
{
    public static string Key(string parent, string key) => parent.Length == 0 ? key : $"{parent}.{key}";

    public static string Item(string parent, int index) => $"{parent}[{index}]";

    /// <summary>The path one step up; null above the root.</summary>
    public static string? Parent(string path)
    {
        if (path.Length == 0) return null;
        var end = path.LastIndexOfAny(['.', '[']);
        return end < 0 ? "" : path[..end];
    }

    /// <summary>What a message calls the value: its last key, with the index of an item.</summary>
    public static string Title(string path) =>
        path.Length == 0 ? "the configuration" : path[(path.LastIndexOf('.') + 1)..];
}
