using HaVip.Core.Configuration;

namespace HaVip.Node.Ownership;

/// <summary>
/// What could not be done for want of an interface, or because the kernel refused it, is tried again when something about
/// the interfaces has changed.
/// </summary>
internal sealed partial class AddressReconciler
{
    private readonly Dictionary<string, Grant> _grants = new(StringComparer.Ordinal);
    private readonly HashSet<(string? Instance, string Message)> _told = [];
    private bool _retrying;

    /// <summary>Whether anything that should be there has not been added yet.</summary>
    public bool IsUnfinished
    {
        get
        {
            foreach (var grant in _grants.Values)
            {
                if (grant.IsUndone) return true;
            }

            return false;
        }
    }

    /// <summary>Knows what a Master that went on under a new program was granted; changes nothing.</summary>
    public void Resume(InstanceConfiguration instance, uint? leaseSeconds) =>
        _grants[instance.Name] = new Grant(instance, leaseSeconds) { IsUndone = true };

    private void Begin(InstanceConfiguration instance, uint? leaseSeconds)
    {
        if (!_retrying) _told.RemoveWhere(told => told.Instance == instance.Name);
        _grants[instance.Name] = new Grant(instance, leaseSeconds);
    }

    private void End(string instance) => _grants.Remove(instance);

    private void LeaveUndone(string instance, string fault)
    {
        if (_grants.TryGetValue(instance, out var grant)) grant.IsUndone = true;
        Fault(instance, fault);
    }

    private void FinishUndone()
    {
        _retrying = true;
        foreach (var grant in _grants.Values.Where(grant => grant.IsUndone).ToArray()) Acquire(grant.Instance, grant.LeaseSeconds);
        _retrying = false;
    }

    private sealed record Grant(InstanceConfiguration Instance, uint? LeaseSeconds)
    {
        public bool IsUndone { get; set; }
    }
}
