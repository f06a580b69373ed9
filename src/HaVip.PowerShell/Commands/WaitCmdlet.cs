using System.Management.Automation;
using HaVip.Core.Election;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Parameters;

namespace HaVip.PowerShell.Commands;

/// <summary>A cmdlet that can wait until instances are in a state.</summary>
public abstract class WaitCmdlet : SessionCmdlet
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(100);

    internal WaitCmdlet()
    {
    }

    [Parameter]
    [Duration]
    [ValidateDuration("0s", "1h")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Returns the states once every instance is where it should be.</summary>
    /// <exception cref="HaVipException">StateTimeout, UnknownInstance and those of reading states.</exception>
    private protected IReadOnlyList<InstanceState> WaitFor(
        IReadOnlyList<NodeTarget> targets, IReadOnlyCollection<VrrpState>? wanted)
    {
        using var report = new WaitReport(this, "Waiting for instances", Timeout);
        while (true)
        {
            // Asked before reading: what is true at the end of the time still counts.
            var last = report.Expired;
            var states = targets.SelectMany(ReadSelected).ToList();
            var missing = states.Where(state => !StateWait.IsReached(state, wanted)).ToList();
            if (missing.Count == 0) return states;
            if (last) throw StateWait.TimedOut(states, wanted, Timeout);
            report.Show(string.Join(", ", missing.Select(state => state.ToString())));
            Pause(Rhythm < report.Remaining ? Rhythm : report.Remaining);
        }
    }

    private protected void WriteStates(IEnumerable<NodeTarget> targets)
    {
        foreach (var target in targets) WriteObject(ReadSelected(target), enumerateCollection: true);
    }

    private List<InstanceState> ReadSelected(NodeTarget target) =>
        InstanceSelection.Select(StateReader.Read(target.Location, Cancellation), target, error => throw error);
}
