using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Node.Ownership;

/// <summary>
/// How often an instance's addresses may be put back before they are offered to other nodes: three times a minute. A node
/// on which somebody keeps removing them is worth less than a Backup, if there is one.
/// </summary>
internal sealed class PutBackLimit
{
    /// <summary>How often a minute somebody may remove addresses before this node gives them away.</summary>
    public const int Most = 3;

    /// <summary>How long the giver stays away from what did not stay with it.</summary>
    public static readonly Duration Hold = Duration.FromSeconds(300);

    private static readonly Duration Span = Duration.FromSeconds(60);

    private readonly Dictionary<string, Queue<Instant>> _times = new(StringComparer.Ordinal);

    /// <summary>Counts one more; true where it was one too many, and then counting begins anew.</summary>
    public bool Exceeds(VirtualRouter router, Instant now)
    {
        if (!_times.TryGetValue(router.Name, out var times)) _times[router.Name] = times = new Queue<Instant>();
        while (times.TryPeek(out var first) && now - first > Span) times.Dequeue();
        times.Enqueue(now);
        if (times.Count <= Most) return false;
        times.Clear();
        return true;
    }
}
