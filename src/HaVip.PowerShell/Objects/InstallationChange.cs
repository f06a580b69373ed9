namespace HaVip;

/// <summary>One thing an installation looked at.</summary>
public sealed class InstallationChange
{
    /// <summary>File, Folder, Link or Sysctl.</summary>
    public string Kind { get; internal init; } = "";

    /// <summary>A path, or the key of a kernel parameter.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>Null where there was nothing.</summary>
    public string? Before { get; internal init; }

    /// <summary>Null where there is nothing any more.</summary>
    public string? After { get; internal init; }

    /// <summary>False where it was so already, or where the change was declined.</summary>
    public bool Changed { get; internal init; }

    public override string ToString() => Changed ? $"{Target}: {Before ?? "-"} -> {After ?? "-"}" : $"{Target}: unchanged";
}
