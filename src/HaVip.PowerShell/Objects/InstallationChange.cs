namespace HaVip;

/// <summary>One thing an installation looked at.</summary>
public sealed class InstallationChange
{
    /// <summary>File, Folder, Link, Access (owner and mode of a file of yours), Sysctl, User, Group, Service,
    /// NftRule or FirewalldRule.</summary>
    public string Kind { get; internal init; } = "";

    /// <summary>A path, the key of a kernel parameter, the name of an account or a service, a rule and its chain or zone.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>Null where there was nothing.</summary>
    public string? Before { get; internal init; }

    /// <summary>Null where there is nothing any more.</summary>
    public string? After { get; internal init; }

    /// <summary>False where it was so already, or where the change was declined.</summary>
    public bool Changed { get; internal init; }

    /// <summary>Somebody else had changed what an earlier installation made.</summary>
    public bool Drifted { get; internal init; }

    /// <summary>Why it is needed, or why it stays; null where that is plain.</summary>
    public string? Reason { get; internal init; }

    /// <summary>In a word: Unchanged, Changed, Repaired, or Drifted where the repair was declined.</summary>
    public string Status => (Changed, Drifted) switch
    {
        (true, true) => "Repaired",
        (true, false) => "Changed",
        (false, true) => "Drifted",
        _ => "Unchanged",
    };

    public override string ToString() => Changed
        ? $"{Target}: {Before ?? "-"} -> {After ?? "-"}{(Drifted ? " (repaired)" : "")}"
        : $"{Target}: {Status.ToLowerInvariant()}";
}
