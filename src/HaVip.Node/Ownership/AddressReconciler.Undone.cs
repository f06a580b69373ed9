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
    private readonly List<string> _finished = [];
    private bool _retrying;

    /// <summary>
    /// Instances of which addresses were added later than the rest; whoever announces it takes the names from here.
    /// </summary>
    public List<string> Finished => _finished;

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

    private void Begin(Grant grant)
    {
        if (!_retrying && _told.Count > 0) _told.RemoveWhere(told => told.Instance == grant.Instance.Name);
        _grants[grant.Instance.Name] = grant;
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
        foreach (var grant in _grants.Values.Where(grant => grant.IsUndone).ToArray())
        {
            var before = _addresses.Count;
            Acquire([grant with { IsUndone = false }]);
            if (_addresses.Count > before) _finished.Add(grant.Instance.Name);
        }

        _retrying = false;
    }
}
