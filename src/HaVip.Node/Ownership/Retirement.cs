using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;
using HaVip.Node.Logging;

namespace HaVip.Node.Ownership;

/// <summary>
/// Addresses that another node has from now on. They stay for a while, silent at the link: what was under way to this node
/// arrives, and TCP connections that are open to it go on to their end, or to the end of their time.
/// </summary>
internal sealed class Retirement(IKernel kernel, EventLog events)
{
    private readonly Dictionary<string, RetiringAddresses> _retiring = new(StringComparer.Ordinal);
    private readonly HashSet<string> _transits = new(StringComparer.Ordinal);
    private bool _refused;

    /// <summary>When <see cref="TryEnd"/> has something to look at; Never while nothing is under way.</summary>
    public Instant NextDeadline
    {
        get
        {
            var next = Instant.Never;
            foreach (var retiring in _retiring.Values) next = Instant.Min(next, retiring.NextLook);
            return next;
        }
    }

    /// <summary>Whether addresses stay although the node is Master no more.</summary>
    public bool IsUnderWay => _retiring.Values.Any(retiring => retiring.IsUnderWay);

    public bool IsRetiring(string instance) => _retiring.TryGetValue(instance, out var retiring) && retiring.IsUnderWay;

    /// <summary>Begins no connection any more: it would be reset when a new owner that is not HaVip has the addresses.</summary>
    public void Hold(string instance, IReadOnlyList<LinkAddress> addresses) =>
        BeginTransit(HoldOf(instance), addresses.Count, name => kernel.HoldConnections(name, addresses));

    /// <summary>Connections may begin again.</summary>
    public void Admit(string instance) => EndTransit(HoldOf(instance));

    /// <summary>Contradicts whoever announces the addresses.</summary>
    public void Rebut(string instance, ClaimRebuttal rebuttal) => BeginTransit(
        RebuttalOf(instance), rebuttal.Addresses.Count, name => kernel.RebutClaims(name, rebuttal));

    /// <summary>What others announce is true from now on.</summary>
    public void Accept(string instance) => EndTransit(RebuttalOf(instance));

    /// <summary>Says nothing of the addresses at the link any more.</summary>
    public void Quiet(string instance, IReadOnlyList<LinkAddress> addresses)
    {
        if (_retiring.ContainsKey(instance)) return;
        if (BeginTransit(NameOf(instance), addresses.Count, name => kernel.QuietAddresses(name, addresses)))
            _retiring.Add(instance, new RetiringAddresses(addresses));
    }

    /// <summary>
    /// Keeps the addresses; false where they have to go now, because this node would answer for them against the other.
    /// </summary>
    public bool Begin(string instance, IReadOnlyList<LinkAddress> addresses, Duration drain)
    {
        Quiet(instance, addresses);
        if (!_retiring.TryGetValue(instance, out var retiring)) return false;
        retiring.Begin(drain);
        return true;
    }

    /// <summary>True, once, for each instance whose addresses may go; connections that are still open then are reset.</summary>
    public bool TryEnd(Instant now, out string instance)
    {
        foreach (var (name, retiring) in _retiring)
        {
            if (!retiring.IsDue(now)) continue;
            if (!retiring.IsOver(now) && kernel.HasConnections(retiring.Addresses) == true) continue;
            if (retiring.IsOver(now)) Reset(name, retiring);
            instance = name;
            return true;
        }

        instance = "";
        return false;
    }

    /// <summary>The addresses have gone, or this node has them again.</summary>
    public void End(string instance)
    {
        Admit(instance);
        Accept(instance);
        _retiring.Remove(instance);
        EndTransit(NameOf(instance));
    }

    /// <summary>False where there is nothing to do it for, or the kernel refuses; what has begun stays begun.</summary>
    private bool BeginTransit(string name, int addresses, Func<string, NetlinkResult> begin)
    {
        if (addresses == 0 || _transits.Contains(name)) return false;
        var result = begin(name);
        if (result.Succeeded) _transits.Add(name);
        else Refused(result);
        return result.Succeeded;
    }

    private void EndTransit(string name)
    {
        if (!_transits.Remove(name)) return;
        var result = kernel.EndTransit(name);
        if (!result.Succeeded && !result.WasAbsent) Refused(result);
    }

    private void Reset(string instance, RetiringAddresses retiring)
    {
        var count = kernel.ResetConnections(retiring.Addresses);
        if (count == 0) return;
        var connections = count == 1 ? "1 TCP connection was" : $"{count} TCP connections were";
        events.Add(EventKind.AddressesReleased, instance, $"{connections} still open after {retiring.Drain} and reset");
    }

    /// <summary>Told once, not at every hand-over.</summary>
    private void Refused(NetlinkResult result)
    {
        if (_refused) return;
        _refused = true;
        var text = "connections open at a hand-over are not kept, as the kernel's packet filter refuses what that needs: "
            + $"{KernelError.Text(result)}. It takes nf_tables with the family netdev and the egress hook (Linux 5.16).";
        events.Add(EventKind.KernelFault, null, text);
    }

    private static string NameOf(string instance) => $"quiet_{instance}";

    private static string HoldOf(string instance) => $"hold_{instance}";

    private static string RebuttalOf(string instance) => $"rebut_{instance}";
}
