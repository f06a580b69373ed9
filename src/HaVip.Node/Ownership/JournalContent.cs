namespace HaVip.Node.Ownership;

/// <summary>What is owned, or is about to be.</summary>
internal sealed record JournalContent
{
    public IReadOnlyList<OwnedAddress> Addresses { get; init; } = [];

    public IReadOnlyList<OwnedRoute> Routes { get; init; } = [];

    public IReadOnlyList<OwnedRule> Rules { get; init; } = [];

    public IReadOnlyList<OwnedLink> Links { get; init; } = [];

    public IReadOnlyList<ChangedSetting> Settings { get; init; } = [];

    /// <summary>Interfaces on which promote_secondaries was set and shall be no more.</summary>
    public IReadOnlyList<int> Promoting { get; init; } = [];
}
