using System.Collections;

namespace HaVip.Node.Ownership;

/// <summary>
/// The addresses this runner has added, in the order of adding. Those of one instance are found at once, however many others
/// there are: each renewal of a lease asks for them.
/// </summary>
internal sealed class OwnedAddresses : IReadOnlyList<OwnedAddress>
{
    private static readonly List<OwnedAddress> None = [];

    private readonly List<OwnedAddress> _all = [];
    private readonly Dictionary<string, List<OwnedAddress>> _byInstance = new(StringComparer.Ordinal);

    public int Count => _all.Count;

    /// <summary>The new one may be another instance's.</summary>
    public OwnedAddress this[int index]
    {
        get => _all[index];
        set
        {
            var before = _all[index];
            _all[index] = value;
            var places = _byInstance[before.Instance];
            if (before.Instance == value.Instance)
            {
                places[places.IndexOf(before)] = value;
                return;
            }

            Forget(before);
            Note(value);
        }
    }

    /// <summary>Those of one instance, to be looked at and not kept.</summary>
    public List<OwnedAddress> Of(string instance) => _byInstance.GetValueOrDefault(instance, None);

    public void AddRange(IReadOnlyList<OwnedAddress> addresses)
    {
        _all.AddRange(addresses);
        foreach (var owned in addresses) Note(owned);
    }

    public void RemoveAll(IReadOnlyCollection<OwnedAddress> addresses)
    {
        var going = addresses.ToHashSet();
        foreach (var owned in _all)
        {
            if (going.Contains(owned)) Forget(owned);
        }

        _all.RemoveAll(going.Contains);
    }

    public bool Exists(Predicate<OwnedAddress> match) => _all.Exists(match);

    public int FindIndex(Predicate<OwnedAddress> match) => _all.FindIndex(match);

    public List<OwnedAddress> FindAll(Predicate<OwnedAddress> match) => _all.FindAll(match);

    public List<OwnedAddress>.Enumerator GetEnumerator() => _all.GetEnumerator();

    IEnumerator<OwnedAddress> IEnumerable<OwnedAddress>.GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _all.GetEnumerator();

    private void Note(OwnedAddress owned)
    {
        if (!_byInstance.TryGetValue(owned.Instance, out var places)) _byInstance.Add(owned.Instance, places = []);
        places.Add(owned);
    }

    private void Forget(OwnedAddress owned)
    {
        var places = _byInstance[owned.Instance];
        places.Remove(owned);
        if (places.Count == 0) _byInstance.Remove(owned.Instance);
    }
}
