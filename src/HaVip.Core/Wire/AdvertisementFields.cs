using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>What an advertisement is written from; source and destination enter the version 3 checksum only.</summary>
public readonly ref struct AdvertisementFields
{
    public required byte Version { get; init; }

    public required byte VirtualRouterId { get; init; }

    public required byte Priority { get; init; }

    public required Duration Interval { get; init; }

    public required IReadOnlyList<VirtualAddress> Addresses { get; init; }

    /// <summary>Version 2: up to eight octets; empty means no authentication.</summary>
    public ReadOnlySpan<byte> Password { get; init; }

    public ChecksumForm Form { get; init; }

    public IpAddress Source { get; init; }

    public IpAddress Destination { get; init; }
}
