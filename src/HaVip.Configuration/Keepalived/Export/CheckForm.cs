namespace HaVip.Configuration.Keepalived.Export;

/// <summary>As what of keepalived a check is written.</summary>
internal enum CheckForm
{
    /// <summary>There is no such thing.</summary>
    None,
    Script,
    Process,
    File,

    /// <summary>It is not named, but its interface is tracked.</summary>
    Interface,
}
