using HaVip.PowerShell.Checks.Firewall;

namespace HaVip.PowerShell.Installation.Firewall;

/// <summary>
/// A rich rule of a zone. A zone's rules are for all of its interfaces, so what limits this one is the peer or the group.
/// </summary>
internal sealed record FirewalldRule(string Zone, string Text)
{
    private const string Prefix = "firewalld zone ";

    private const string Permanent = "permanent";
    private const string Live = "live";

    /// <summary>As it has to be: now, and after the next reload or boot.</summary>
    public const string Everywhere = $"{Permanent}, {Live}";

    public string Target => $"{Prefix}{Zone}: {Text}";

    /// <summary>Where it is; null where it is nowhere.</summary>
    public string? State => (Firewalld.Has(this, permanent: true), Firewalld.Has(this, permanent: false)) switch
    {
        (true, true) => Everywhere,
        (true, false) => Permanent,
        (false, true) => Live,
        _ => null,
    };

    public static FirewalldRule For(string zone, FilteredPacket packet)
    {
        var family = packet.IsIPv6 ? "ipv6" : "ipv4";
        var source = packet.Source is { } peer ? $" source address=\"{peer}\"" : "";
        var group = packet.Destination is { } address ? $" destination address=\"{address}\"" : "";
        return new FirewalldRule(
            zone, $"rule family=\"{family}\"{source}{group} protocol value=\"{FilteredPacket.Protocol}\" accept");
    }

    public static FirewalldRule Parse(string target)
    {
        var end = target.IndexOf(": ", StringComparison.Ordinal);
        return new FirewalldRule(target[Prefix.Length..end], target[(end + 2)..]);
    }

    /// <summary>Makes it be where a state says, and nowhere else.</summary>
    public void BringTo(string? state)
    {
        foreach (var permanent in new[] { true, false })
        {
            var wanted = state?.Contains(permanent ? Permanent : Live, StringComparison.Ordinal) == true;
            if (wanted == Firewalld.Has(this, permanent)) continue;
            if (wanted) Firewalld.Add(this, permanent);
            else Firewalld.Remove(this, permanent);
        }
    }
}
