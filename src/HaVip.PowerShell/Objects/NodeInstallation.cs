namespace HaVip;

/// <summary>
/// What <c>Install-HaVipNode</c> or <c>Uninstall-HaVipNode</c> did; pipes into <c>Start-HaVipInstance</c>.
/// </summary>
public sealed class NodeInstallation : NodeObject
{
    public string ConfigurationPath { get; internal init; } = "";

    /// <summary>True where anything changed.</summary>
    public bool Changed => Changes.Any(change => change.Changed);

    /// <summary>Everything looked at, in order, changed or not.</summary>
    public InstallationChange[] Changes { get; internal init; } = [];

    /// <summary>What was left out and why.</summary>
    public string[] Notes { get; internal init; } = [];

    /// <summary>In words, the same for people and logs.</summary>
    public string Summary
    {
        get
        {
            var count = Changes.Count(change => change.Changed);
            var repaired = Changes.Count(change => change.Changed && change.Drifted);
            if (count == 0) return "nothing to change";
            return $"{count} of {Changes.Length} changed{(repaired == 0 ? "" : $", {repaired} of them repaired")}";
        }
    }

    public override string ToString() => $"{Node}: {Summary}";
}
