namespace HaVip.PowerShell.Checks.Firewall;

/// <summary>The advertisement a ruleset is asked about.</summary>
/// <param name="Interface">Where it comes in or goes out.</param>
/// <param name="IsIPv6">Its family.</param>
/// <param name="IsIncoming">Asked of the input hook, else of the output hook.</param>
/// <param name="Destination">The group; null for unicast, whose addresses are not looked at.</param>
internal sealed record FilteredPacket(string Interface, bool IsIPv6, bool IsIncoming, string? Destination)
{
    public const int Protocol = 112;

    public string Hook => IsIncoming ? "input" : "output";
}
