namespace HaVip.Linux;

/// <summary>What a <see cref="FileWatch"/> has noticed.</summary>
public enum FileNotice
{
    None,

    /// <summary>A file of the folder came, went or was written.</summary>
    Changed,

    /// <summary>The folder itself has gone, and nothing more will be told.</summary>
    FolderGone,
}
