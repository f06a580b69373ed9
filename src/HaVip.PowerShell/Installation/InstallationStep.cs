namespace HaVip.PowerShell.Installation;

/// <summary>One thing an installation wants to be so, and how it is now.</summary>
internal abstract class InstallationStep
{
    public abstract StepKind Kind { get; }

    /// <summary>A path, a sysctl key, an account.</summary>
    public abstract string Target { get; }

    /// <summary>As it is now, in words that give no secret away; null where there is nothing.</summary>
    public abstract string? Before { get; }

    /// <summary>As it is now, to be compared with what was recorded; null where there is nothing.</summary>
    public abstract string? State { get; }

    /// <summary>As it is to be, in words that give no secret away.</summary>
    public abstract string After { get; }

    public abstract bool IsNeeded { get; }

    /// <summary>Why, where that is not plain.</summary>
    public virtual string? Reason => null;

    /// <summary>For <c>-WhatIf</c> and prompts.</summary>
    public virtual string Action => Before is null ? $"Create: {After}" : $"Change from '{Before}' to '{After}'";

    /// <summary>What to remember; read before <see cref="Apply"/>.</summary>
    public abstract RecordedChange ToRecord();

    public abstract void Apply();

    /// <summary>What <see cref="Apply"/> has made, where that cannot be foretold; null else.</summary>
    public virtual string? StateAfter() => null;

    /// <summary>
    /// Somebody else has changed since what an installation had made: the state is neither what was recorded nor what
    /// is wanted.
    /// </summary>
    public bool IsDrifted(RecordedChange? recorded) => IsNeeded && recorded?.After is { } made && State != made;

    /// <summary>Folders above the target that are not there yet, the innermost first.</summary>
    public IReadOnlyList<string> MissingFolders()
    {
        var missing = new List<string>();
        if (!Path.IsPathRooted(Target)) return missing;
        for (var folder = Path.GetDirectoryName(Target); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder)) break;
            missing.Add(folder);
        }

        return missing;
    }
}
