using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

/// <summary>A route this runner added, and for whom.</summary>
internal readonly record struct OwnedRoute(string Instance, string Interface, KernelRoute Route)
{
    /// <summary>Whether a renewal makes this one the other.</summary>
    public bool CanBecome(OwnedRoute other) =>
        Instance == other.Instance && Interface == other.Interface && Route.CanBecome(other.Route);

    public override string ToString() =>
        $"{(Route.Destination.Length == 0 ? "default" : Route.Destination)} via {Route.Gateway}";
}
