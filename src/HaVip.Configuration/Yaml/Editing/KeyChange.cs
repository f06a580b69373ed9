namespace HaVip.Configuration.Yaml.Editing;

/// <summary>One key of an instance whose value differs, in words that give no secret away.</summary>
/// <param name="Key">As it stands in the file.</param>
/// <param name="Old">Null for an instance that was not there.</param>
/// <param name="New">Null for an instance that is not there any more.</param>
public sealed record KeyChange(string Key, string? Old, string? New)
{
    public override string ToString() => this switch
    {
        { Old: null } => $"{Key}: {New}",
        { New: null } => $"{Key}: {Old}",
        _ => $"{Key}: {Old} -> {(Old == New ? "another secret" : New)}",
    };
}
