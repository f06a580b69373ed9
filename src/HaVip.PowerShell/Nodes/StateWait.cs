using System.Management.Automation;
using HaVip.Core.Election;

namespace HaVip.PowerShell.Nodes;

/// <summary>What a wait is for, and what to say when it does not come.</summary>
internal static class StateWait
{
    /// <summary>Whether an instance is where it should be; no states asked for means settled.</summary>
    public static bool IsReached(InstanceState state, IReadOnlyCollection<VrrpState>? wanted) =>
        wanted is null ? state.Settled : wanted.Contains(state.State);

    public static HaVipException TimedOut(
        IReadOnlyList<InstanceState> states, IReadOnlyCollection<VrrpState>? wanted, TimeSpan limit)
    {
        var missing = states.Where(state => !IsReached(state, wanted)).ToList();
        var what = wanted is null ? "settled as Master or Backup" : string.Join(" or ", wanted);
        var now = string.Join("; ", missing.Select(state => $"{state} ({state.Reason})"));
        return new HaVipException(
            "StateTimeout",
            ErrorCategory.OperationTimeout,
            $"Not {what} within {limit.TotalSeconds:0.###} s: {now}.",
            "Get-HaVipEvent tells what happened; -Timeout waits longer.",
            missing.ToArray());
    }
}
