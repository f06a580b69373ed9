namespace HaVip.PowerShell.Installation;

/// <summary>One change as <c>install.json</c> remembers it: enough to take it back.</summary>
/// <param name="Kind">Which step made it.</param>
/// <param name="Target">A path, or a sysctl key.</param>
/// <param name="Before">What was there before the first installation; null where there was nothing.</param>
/// <param name="After">What the installation made of it; null where that is not needed to take it back.</param>
internal sealed record RecordedChange(StepKind Kind, string Target, string? Before, string? After = null)
{
    /// <summary>The mode of the file that was there before.</summary>
    public int? BeforeMode { get; init; }

    /// <summary>Folders above the target that had to be made for it, the innermost first.</summary>
    public IReadOnlyList<string> MadeFolders { get; init; } = [];
}
