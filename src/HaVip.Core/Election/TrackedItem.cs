using HaVip.Core.Configuration;
using HaVip.Core.Succession;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>Something a virtual router tracks, and what that amounts to for it.</summary>
public sealed class TrackedItem
{
    /// <summary>A number in a file that takes more off than this is a Fault, as it is with keepalived.</summary>
    private const int LeastContribution = -ConfigurationLimits.MaximumWeight;

    private readonly bool _reverse;
    private readonly Duration _upDelay;
    private readonly Duration _downDelay;
    private Health _seen;
    private int? _number;

    internal TrackedItem(TrackedInterface settings)
        : this(TrackedKind.Interface, settings.Name, settings.Weight, settings.Reverse)
    {
        _upDelay = settings.UpDelay;
        _downDelay = settings.DownDelay;
    }

    internal TrackedItem(TrackedCheck settings)
        : this(TrackedKind.Check, settings.Name, settings.Weight, settings.Reverse)
    {
    }

    private TrackedItem(TrackedKind kind, string name, short weight, bool reverse)
    {
        Kind = kind;
        Name = name;
        Weight = weight;
        _reverse = reverse;
    }

    public TrackedKind Kind { get; }

    public string Name { get; }

    public short Weight { get; }

    /// <summary>What it counts as now: with its delays, and the other way round where it is reversed with weight 0.</summary>
    public Health Health { get; private set; }

    /// <summary>What it adds to the priority, or takes off.</summary>
    public int Contribution { get; private set; }

    /// <summary>Whoever tracks it cannot run.</summary>
    public bool IsFault => Weight == 0 ? Health == Health.Bad : Contribution < LeastContribution;

    /// <summary>When a delay is over; Never while none runs.</summary>
    internal Instant Deadline { get; private set; } = Instant.Never;

    /// <summary>Goes on from what was known under earlier settings.</summary>
    internal void TakeOver(TrackedItem before, Instant now) => See(before._seen, before._number, now);

    /// <summary>Takes in what was seen; true where that changes anything at once.</summary>
    internal bool See(Health seen, int? number, Instant now)
    {
        var isFirst = _seen == Health.Pending;
        if (seen == _seen && number == _number) return false;
        var isNumber = number is not null || _number is not null;
        _seen = seen;
        _number = number;
        Deadline = Instant.Never;
        if (Counted(seen) == Health && !isNumber) return false;
        var delay = seen == Health.Good ? _upDelay : _downDelay;
        if (isFirst || delay == Duration.Zero) return Count();
        Deadline = now + delay;
        return false;
    }

    /// <summary>True where a delay is over, and what was seen counts now.</summary>
    internal bool Advance(Instant now)
    {
        if (Deadline > now) return false;
        Deadline = Instant.Never;
        return Count();
    }

    internal TrackedMemory Remember() => new(Kind, Name, _seen, _number, Health, Contribution, Deadline);

    internal void Recall(TrackedMemory memory)
    {
        _seen = memory.Seen;
        _number = memory.Number;
        (Health, Contribution) = (memory.Counts, memory.Contribution);
        Deadline = memory.Deadline;
    }

    private bool Count()
    {
        var (health, contribution) = (Health, Contribution);
        Health = Counted(_seen);
        Contribution = Health == Health.Pending ? 0 : Contributed();
        return (health, contribution) != (Health, Contribution);
    }

    private Health Counted(Health seen) => (seen, _reverse && Weight == 0) switch
    {
        (Health.Good, true) => Health.Bad,
        (Health.Bad, true) => Health.Good,
        _ => seen,
    };

    private int Contributed()
    {
        var counts = Weight > 0 == (Health == Health.Good);
        var amount = _number is { } number ? (long)number * Weight : counts ? Weight : 0;
        return (int)Math.Clamp(_reverse ? -amount : amount, -254, 254);
    }
}
