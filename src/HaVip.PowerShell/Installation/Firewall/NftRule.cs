using System.Buffers;
using HaVip.PowerShell.Checks.Firewall;

namespace HaVip.PowerShell.Installation.Firewall;

/// <summary>
/// A rule that accepts advertisements, in front of a chain that would drop them: what one table accepts another may
/// still drop, so it has to be where the others are. Its comment tells it from rules of other people.
/// </summary>
internal sealed record NftRule(FilterChain Chain, FilteredPacket Packet)
{
    public const string Mark = "HaVip: ";

    private static readonly SearchValues<char> Unwritable = SearchValues.Create("\"'\\*%$");

    public string Comment => $"{Mark}protocol 112 {Packet}";

    public string Text => $"{Packet.Match} accept";

    /// <summary>As a command of nft.</summary>
    public string Insertion => $"insert rule {Chain} {Text} comment \"{Comment}\"";

    /// <summary>An installation step's target.</summary>
    public string Target => $"{Chain} {Text}";

    /// <summary>Whether nft takes the interface's name as what it is: no quote ends it, no star makes it a pattern.</summary>
    public static bool CanName(string interfaceName) => interfaceName.AsSpan().IndexOfAny(Unwritable) < 0;

    /// <summary>The chain of a target.</summary>
    public static FilterChain ChainOf(string target)
    {
        var words = target.Split(' ', 4);
        return new FilterChain(words[0], words[1], words[2]);
    }

    public static IEnumerable<string> Deletions(Ruleset ruleset, FilterChain chain, string comment) =>
        ruleset.Handles(chain, comment).Select(handle => $"delete rule {chain} handle {handle}");
}
