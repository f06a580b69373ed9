using HaVip.Core.Values;

namespace HaVip.Node.Ownership;

/// <summary>An interface this runner made for the MAC address of a virtual router.</summary>
/// <param name="Instance">Whose.</param>
/// <param name="Name">Its name.</param>
/// <param name="Index">The kernel's index; 0 before it is made.</param>
/// <param name="Parent">The interface it is on.</param>
/// <param name="MacAddress">The virtual router's.</param>
internal readonly record struct OwnedLink(
    string Instance, string Name, int Index, string Parent, MacAddress MacAddress);
