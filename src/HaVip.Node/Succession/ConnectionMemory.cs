using HaVip.Core.Values;

namespace HaVip.Node.Succession;

/// <summary>A client of the control socket, and what it waits for.</summary>
internal sealed record ConnectionMemory
{
    public required int Descriptor { get; init; }

    public required uint Number { get; init; }

    /// <summary>It asked for the runner to be replaced, and gets its answer from the successor.</summary>
    public bool AskedForSuccessor { get; init; }

    /// <summary>It waits for events after this one; null where it does not.</summary>
    public long? AfterSequence { get; init; }

    /// <summary>The instances whose events it waits for; null means all.</summary>
    public IReadOnlyList<string>? Instances { get; init; }

    /// <summary>When it gets its answer anyway.</summary>
    public Instant Deadline { get; set; } = Instant.Never;
}
