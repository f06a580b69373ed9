namespace HaVip.PowerShell.Checks.Firewall;

/// <summary>A chain of nf_tables, by which commands of nft name it.</summary>
internal sealed record FilterChain(string Family, string Table, string Name)
{
    public override string ToString() => $"{Family} {Table} {Name}";
}
