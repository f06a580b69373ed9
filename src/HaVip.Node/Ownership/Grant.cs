using HaVip.Core.Configuration;

namespace HaVip.Node.Ownership;

/// <summary>That an instance shall own what it is configured for.</summary>
/// <param name="Instance">Which.</param>
/// <param name="LeaseSeconds">How long the kernel keeps it without renewal; null for ever.</param>
internal sealed record Grant(InstanceConfiguration Instance, uint? LeaseSeconds)
{
    /// <summary>Something of it could not be added yet.</summary>
    public bool IsUndone { get; set; }
}
