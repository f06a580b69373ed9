using HaVip.Core.Values;
using HaVip.Simulation.Time;

namespace HaVip.Simulation.Network;

/// <summary>
/// Questions of neighbour discovery and their answers. They take as long and get lost as often as packets do, but nobody's
/// rights hang on one of them: a lost one disturbs no link.
/// </summary>
internal sealed partial class SimulatedNetwork
{
    /// <param name="from">Who asks.</param>
    /// <param name="to">Who is asked.</param>
    /// <param name="now">When.</param>
    /// <param name="answers">Asked when the question arrives.</param>
    /// <param name="arrive">Called when the answer is back.</param>
    public void Ask(int from, int to, Instant now, Func<bool> answers, Action arrive)
    {
        if (!_links[from, to].Open || _random.Chance(Options.LossPerMille)) return;
        var there = now + Way();
        _queue.Add(there, new SimulationEvent(-1, 0, null, () =>
        {
            if (!answers() || !_links[to, from].Open || _random.Chance(Options.LossPerMille)) return;
            _queue.Add(there + Way(), new SimulationEvent(-1, 0, null, arrive));
        }));
    }

    private Duration Way() => Options.Delay + _random.Between(Duration.Zero, Options.Jitter);
}
