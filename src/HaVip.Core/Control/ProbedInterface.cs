namespace HaVip.Core.Control;

/// <summary>An interface as <c>havip-node probe</c> found it.</summary>
public sealed record ProbedInterface
{
    public required string Name { get; init; }

    /// <summary>False where there is none of that name; then nothing else is said.</summary>
    public bool Exists { get; init; }

    /// <summary>Somebody switched it on.</summary>
    public bool IsUp { get; init; }

    /// <summary>Something is at the other end of the cable.</summary>
    public bool HasCarrier { get; init; }

    public int Index { get; init; }

    public int Mtu { get; init; }

    /// <summary>Null where it has no Ethernet address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Its own addresses with their prefix lengths; virtual ones are not among them.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The virtual addresses it has now.</summary>
    public IReadOnlyList<string> VirtualAddresses { get; init; } = [];
}
