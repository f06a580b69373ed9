using HaVip.Core.Values;

namespace HaVip.Node.Interfaces;

/// <param name="Index">The kernel's index, above 0.</param>
/// <param name="Name">Its name now; interfaces can be renamed.</param>
/// <param name="IsUp">Administratively up and with carrier.</param>
/// <param name="MacAddress">Its Ethernet address; zero where it has none.</param>
internal readonly record struct LinkFacts(int Index, string Name, bool IsUp, MacAddress MacAddress);
