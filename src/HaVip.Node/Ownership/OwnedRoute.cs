using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

/// <summary>A route this runner added, and for whom.</summary>
/// <param name="Instance">For whom.</param>
/// <param name="Interface">Where it leads to; empty for one that refuses.</param>
/// <param name="Route">As the kernel has it.</param>
internal readonly record struct OwnedRoute(string Instance, string Interface, KernelRoute Route)
{
    /// <summary>For people: <c> on eth0</c>, or nothing where it leads nowhere.</summary>
    public string Place => Interface.Length == 0 ? "" : $" on {Interface}";

    /// <summary>The same for one that has gone.</summary>
    public string PlaceLeft => Interface.Length == 0 ? "" : $" from {Interface}";

    /// <summary>Whether a renewal makes this one the other.</summary>
    public bool CanBecome(OwnedRoute other) =>
        Instance == other.Instance && Interface == other.Interface && Route.CanBecome(other.Route);

    public override string ToString() => Route.ToString();
}
