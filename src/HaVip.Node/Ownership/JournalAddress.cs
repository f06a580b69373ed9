namespace HaVip.Node.Ownership;

/// <param name="Instance">For whom it was added.</param>
/// <param name="Interface">The interface's name, for people.</param>
/// <param name="InterfaceIndex">The interface's index, which is what counts.</param>
/// <param name="Address">Address and prefix length.</param>
internal sealed record JournalAddress(string Instance, string Interface, int InterfaceIndex, string Address);
