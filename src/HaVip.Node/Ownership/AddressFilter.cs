using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;
using HaVip.Node.Logging;

namespace HaVip.Node.Ownership;

/// <summary>
/// Keeps packets from the addresses of instances whose acceptMode is false. An address is closed before it is added and
/// opened after it is gone.
/// </summary>
internal sealed class AddressFilter(IKernel kernel, EventLog events)
{
    private readonly Dictionary<string, ClosedAddress[]> _closed = new(StringComparer.Ordinal);
    private HashSet<ClosedAddress>? _written;

    /// <summary>False from when the kernel refused until <see cref="Prepare"/> succeeds.</summary>
    public bool IsUsable { get; private set; } = true;

    public bool IsClosed(string instance) => _closed.ContainsKey(instance);

    /// <summary>Takes it that the kernel closes what is owned for instances that do not accept packets.</summary>
    public void Adopt(NodeConfiguration configuration, IReadOnlyList<OwnedAddress> addresses)
    {
        foreach (var instance in configuration.Instances.Where(instance => !instance.AcceptsPackets))
        {
            var own = addresses.Where(owned => owned.Instance == instance.Name).ToArray();
            if (own.Length > 0) _closed[instance.Name] = [.. own.Select(Closed)];
        }
    }

    /// <summary>
    /// Makes sure, before an instance that needs it becomes Master, that the kernel does what is asked; where nobody
    /// needs it, takes away what is not in use.
    /// </summary>
    public void Prepare(NodeConfiguration configuration)
    {
        if (configuration.Instances.Any(instance => !instance.AcceptsPackets)) IsUsable = Write(again: !IsUsable);
        else if (_closed.Count == 0) Remove();
    }

    /// <summary>Closes exactly these addresses of an instance; false where the kernel refuses.</summary>
    public bool Close(string instance, IEnumerable<OwnedAddress> addresses)
    {
        _closed[instance] = [.. addresses.Select(Closed)];
        return Write(again: false) && IsUsable;
    }

    /// <summary>Closes addresses whose interface was made anew, and whatever somebody else has opened.</summary>
    public void CloseAgain(IEnumerable<OwnedAddress> addresses)
    {
        if (_closed.Count == 0) return;
        foreach (var group in addresses.Where(owned => IsClosed(owned.Instance)).GroupBy(owned => owned.Instance))
            _closed[group.Key] = [.. _closed[group.Key].Union(group.Select(Closed))];
        Write(again: true);
    }

    public void Open(string instance)
    {
        if (_closed.Remove(instance)) Write(again: false);
    }

    /// <summary>Opens all and leaves nothing in the kernel.</summary>
    public void Remove()
    {
        _closed.Clear();
        IsUsable = true;
        if (_written is null) return;
        _written = null;
        var result = kernel.RemoveFilter(kernel.FilterName);
        if (!result.Succeeded && !result.WasAbsent)
            Fault($"the nf_tables table {kernel.FilterName} cannot be removed: {KernelError.Text(result)}");
    }

    private bool Write(bool again)
    {
        var wanted = _closed.Values.SelectMany(addresses => addresses).ToHashSet();
        if (!again && _written is not null && _written.SetEquals(wanted)) return true;
        var result = kernel.CloseAddresses(wanted);
        if (result.Succeeded) _written = wanted;
        else Refused(result);
        return result.Succeeded;
    }

    /// <summary>Told once, not at every attempt.</summary>
    private void Refused(NetlinkResult result)
    {
        if (IsUsable)
        {
            Fault($"the kernel's packet filter refuses what acceptMode: false needs: {KernelError.Text(result)}. "
                + "Load it with 'modprobe nf_tables', or set acceptMode to true.");
        }

        IsUsable = false;
    }

    private void Fault(string message) => events.Add(EventKind.KernelFault, null, message);

    private static ClosedAddress Closed(OwnedAddress owned) =>
        new(owned.Address.Prefix.Address, owned.Address.InterfaceIndex);
}
