using HaVip.Core.Values;

namespace HaVip.Node.Succession;

/// <summary>The numbers of the descriptors that stay open from one program to the next.</summary>
internal sealed record FileMemory
{
    public required int Lock { get; init; }

    /// <summary>The name in the network namespace; null where another runner has it.</summary>
    public int? Claim { get; init; }

    public required int Listener { get; init; }

    /// <summary>The netlink socket that the packet filter's table belongs to; null where there is none.</summary>
    public int? Filter { get; init; }

    public IReadOnlyList<VrrpSocketMemory> Sockets { get; set; } = [];
}
