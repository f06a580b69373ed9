using HaVip.Core.Values;

namespace HaVip.Node.Commands;

/// <summary>What the caller asked for, with nothing filled in.</summary>
internal sealed record CommandLine(NodeCommand Command)
{
    public string? ConfigurationPath { get; init; }

    public string? NetworkNamespace { get; init; }

    public string? RuntimeDirectory { get; init; }

    public string? StateDirectory { get; init; }

    public string? LogFile { get; init; }

    /// <summary>trace: where to listen; empty where instances say it.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>trace: whose settings judge; empty means nobody's.</summary>
    public IReadOnlyList<string> Instances { get; init; } = [];

    /// <summary>trace: empty means all.</summary>
    public IReadOnlyList<byte> VirtualRouterIds { get; init; } = [];

    /// <summary>trace: None means both.</summary>
    public AddressFamily Family { get; init; }

    /// <summary>exchange: whom to send to beside the group.</summary>
    public IReadOnlyList<IpAddress> Peers { get; init; } = [];

    /// <summary>probe: how long to look.</summary>
    public Duration Duration { get; init; } = Duration.FromSeconds(1);

    /// <summary>run: who to be once it has begun; null stays who it is.</summary>
    public string? User { get; init; }

    public bool Detach { get; init; }

    /// <summary>check: the descriptor of a runner's state, to say whether this program could go on for it.</summary>
    public int? Inherit { get; init; }

    /// <summary>The instances wait for a Start command.</summary>
    public bool NoStart { get; init; }

    public NodePaths Paths(string? configuredNamespace) =>
        NodePaths.Resolve(RuntimeDirectory, StateDirectory, LogFile, NetworkNamespace ?? configuredNamespace);
}
