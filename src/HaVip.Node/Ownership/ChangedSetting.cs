namespace HaVip.Node.Ownership;

/// <summary>A kernel setting of an interface that was changed and is to be put back.</summary>
/// <param name="Interface">Whose.</param>
/// <param name="Name">As <c>net/ipv4/conf/eth0/arp_ignore</c>.</param>
/// <param name="Before">What it was.</param>
/// <param name="After">What it was made.</param>
internal sealed record ChangedSetting(string Interface, string Name, string Before, string After);
