using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>A route that exists only while the instance is Master.</summary>
public sealed record VirtualRoute
{
    /// <summary>The destination; <c>0.0.0.0/0</c> or <c>::/0</c> for the default route, which is written <c>default</c>.</summary>
    public IpPrefix Destination { get; init; }

    public IpAddress Gateway { get; init; }

    /// <summary>The outgoing interface; null means the instance's.</summary>
    public string? Interface { get; init; }

    /// <summary>The route's preference among equals; 0 is the kernel's default.</summary>
    public uint Metric { get; init; }

    public bool IsDefault => Destination.Length == 0;

    public override string ToString() =>
        $"{(IsDefault ? "default" : Destination)} via {Gateway}";
}
