namespace HaVip.Node.Ownership;

/// <param name="Instance">For whom it was added.</param>
/// <param name="Interface">The interface's name, for people.</param>
/// <param name="InterfaceIndex">The interface's index, which is what counts.</param>
/// <param name="Destination">Network and prefix length; <c>0.0.0.0/0</c> for the default route.</param>
/// <param name="Gateway">Where it leads to.</param>
/// <param name="Metric">Its preference among equals.</param>
/// <param name="Table">Its table; 0 is the main one.</param>
internal sealed record JournalRoute(
    string Instance,
    string Interface,
    int InterfaceIndex,
    string Destination,
    string Gateway,
    uint Metric,
    uint Table = 0);
