namespace HaVip.Node.Control;

/// <summary>What a client may ask for, by who the kernel says it is.</summary>
internal enum ControlAccess
{
    None,

    /// <summary>States, events and statistics.</summary>
    Read,

    All,
}
