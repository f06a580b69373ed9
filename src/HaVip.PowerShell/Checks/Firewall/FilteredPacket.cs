namespace HaVip.PowerShell.Checks.Firewall;

/// <summary>The advertisement a ruleset is asked about.</summary>
/// <param name="Interface">Where it comes in or goes out.</param>
/// <param name="IsIPv6">Its family.</param>
/// <param name="IsIncoming">Asked of the input hook, else of the output hook.</param>
/// <param name="Destination">The group or a peer; null where that is whatever address the node has.</param>
internal sealed record FilteredPacket(string Interface, bool IsIPv6, bool IsIncoming, string? Destination)
{
    public const int Protocol = 112;

    /// <summary>The peer; null where anybody on the link may speak, or the node itself does.</summary>
    public string? Source { get; init; }

    public string Hook => IsIncoming ? "input" : "output";

    /// <summary>As a rule of nf_tables matches it.</summary>
    public string Match
    {
        get
        {
            var family = IsIPv6 ? "ip6" : "ip";
            var source = Source is null ? "" : $" {family} saddr {Source}";
            var destination = Destination is null ? "" : $" {family} daddr {Destination}";
            return $"{(IsIncoming ? "iifname" : "oifname")} \"{Interface}\"{source}{destination} meta l4proto {Protocol}";
        }
    }

    /// <summary>In words: on which interface, and from or to whom.</summary>
    public override string ToString()
    {
        var way = IsIncoming ? $"in on {Interface}" : $"out on {Interface}";
        return $"{way}{(Source is null ? "" : $" from {Source}")}{(Destination is null ? "" : $" to {Destination}")}";
    }
}
