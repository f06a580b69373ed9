namespace HaVip.Configuration.Files;

public enum FileFaultKind
{
    /// <summary>It belongs to somebody who is neither root, nor the runner's user, nor this process.</summary>
    Owner,

    /// <summary>Others than its owner may change it.</summary>
    Writable,

    /// <summary>Others than its owner and the runner's own group may read it.</summary>
    Readable,
}
