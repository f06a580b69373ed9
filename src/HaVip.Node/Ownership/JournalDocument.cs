using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

/// <summary>
/// What is written of the ownership: enough to remove it again, and to know when it means nothing any more.
/// </summary>
internal sealed record JournalDocument
{
    /// <summary>The boot and the network namespace the numbers below belong to.</summary>
    public string Place { get; init; } = "";

    public IReadOnlyList<JournalAddress> Addresses { get; init; } = [];

    public IReadOnlyList<JournalRoute> Routes { get; init; } = [];

    public IReadOnlyList<JournalRule> Rules { get; init; } = [];

    /// <summary>The names of interfaces made for virtual MAC addresses.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    public IReadOnlyList<ChangedSetting> Settings { get; init; } = [];

    /// <summary>Interfaces on which promote_secondaries was set and shall be no more.</summary>
    public IReadOnlyList<int> Promoting { get; init; } = [];

    public bool Has(KernelAddress address) => Addresses.Any(entry =>
        entry.InterfaceIndex == address.InterfaceIndex && entry.Address == address.Prefix.ToString());

    public bool Has(KernelRoute route) => Routes.Any(entry =>
        entry.InterfaceIndex == route.InterfaceIndex
        && entry.Destination == route.Destination.ToString()
        && entry.Metric == route.Metric
        && entry.Table == route.Table);

    public bool Has(KernelRule rule) => Rules.Any(entry =>
        entry.Rule == rule.ToString() && entry.Family == rule.Family.ToString());
}
