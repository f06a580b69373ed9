using HaVip.Configuration.Files;

namespace HaVip.PowerShell.Installation;

/// <summary>One change as <c>install.json</c> remembers it: enough to take it back, and to see who else changed it.</summary>
/// <param name="Kind">Which step made it.</param>
/// <param name="Target">A path, a sysctl key, an account.</param>
/// <param name="Before">What was there before the first installation; null where there was nothing.</param>
/// <param name="After">What the installation made of it, as a step's state.</param>
internal sealed record RecordedChange(StepKind Kind, string Target, string? Before, string? After = null)
{
    /// <summary>The mode of the file that was there before.</summary>
    public int? BeforeMode { get; init; }

    /// <summary>User and group of the file that was there before.</summary>
    public uint[]? BeforeOwner { get; init; }

    /// <summary>Where the symbolic link led that was there before.</summary>
    public string? BeforeLink { get; init; }

    /// <summary>Folders above the target that had to be made for it, the innermost first.</summary>
    public IReadOnlyList<string> MadeFolders { get; init; } = [];

    /// <summary>A file with its content.</summary>
    public static RecordedChange Of(string path, FileFacts? before)
    {
        if (before is null) return new RecordedChange(StepKind.File, path, null);
        return new RecordedChange(StepKind.File, path, Convert.ToBase64String(before.Content))
        {
            BeforeMode = (int)before.Mode,
            BeforeOwner = [before.Owner.User, before.Owner.Group],
            BeforeLink = before.Link,
        };
    }

    /// <summary>The file that was there before; null where none was.</summary>
    public FileFacts? FileBefore()
    {
        if (Before is null) return null;
        var owner = BeforeOwner is [var user, var group] ? new FileOwner(user, group) : FileOwner.Self;
        return new FileFacts(Convert.FromBase64String(Before), (UnixFileMode)(BeforeMode ?? 0), owner, BeforeLink);
    }
}
