using System.Globalization;

namespace HaVip.PowerShell.Measurement;

/// <summary>
/// What the prober wrote, as probes in the order they were sent. Fed by one thread and read by another.
/// </summary>
internal sealed class ProbeLog
{
    private readonly object _gate = new();
    private readonly List<Probe> _probes = [];
    private int _answered;
    private int _lastAnswered = -1;

    /// <summary>When the prober started; null before.</summary>
    public DateTimeOffset? Started { get; private set; }

    /// <summary>Answers that came while the prober had no turn to read them; told when it ends.</summary>
    public int Dropped { get; private set; }

    public int Answered
    {
        get
        {
            lock (_gate) return _answered;
        }
    }

    /// <summary>
    /// Takes one line of the prober: <c>start UNIX</c>, <c>sent NUMBER AT</c>, <c>answer NUMBER AT NODE</c> or
    /// <c>dropped COUNT</c>.
    /// </summary>
    /// <exception cref="FormatException">Not a line of the prober.</exception>
    public void Read(string line)
    {
        lock (_gate)
        {
            switch (line.Split(' ', 4))
            {
                case ["start", var unix] when TryNumber(unix, out var started):
                    Started = UnixTime.ToLocal(started);
                    break;
                case ["sent", var number, var at] when TryNumber(number, out var index) && TryNumber(at, out var time):
                    AddSent(index, UnixTime.ToSpan(time));
                    break;
                case ["answer", var number, var at, var node]
                    when TryNumber(number, out var index) && TryNumber(at, out var time):
                    AddAnswer(index, UnixTime.ToSpan(time), node);
                    break;
                case ["dropped", var count] when TryNumber(count, out var dropped):
                    Dropped = (int)dropped;
                    break;
                default:
                    throw new FormatException($"The prober wrote '{line}'.");
            }
        }
    }

    /// <summary>All probes so far but those at the end that are still young enough to be answered.</summary>
    public IReadOnlyList<Probe> Snapshot(TimeSpan patience)
    {
        lock (_gate)
        {
            if (_probes.Count == 0) return [];
            var due = _probes[^1].Sent - patience;
            var end = _probes.Count;
            while (end > _lastAnswered + 1 && _probes[end - 1].Sent > due) end--;
            return _probes.GetRange(0, end);
        }
    }

    /// <summary>
    /// How long ago, at the last probe, one was sent that stayed unanswered longer than the patience.
    /// </summary>
    public TimeSpan QuietTime(TimeSpan patience)
    {
        lock (_gate)
        {
            if (_probes.Count == 0) return TimeSpan.Zero;
            var now = _probes[^1].Sent;
            for (var i = _probes.Count - 1; i >= 0; i--)
            {
                var age = now - _probes[i].Sent;
                if (!_probes[i].IsAnswered && age > patience) return age;
            }

            return now - _probes[0].Sent;
        }
    }

    private void AddSent(long number, TimeSpan at)
    {
        if (number != _probes.Count) throw new FormatException($"Probe {number} came as the {_probes.Count}th.");
        _probes.Add(new Probe(at));
    }

    private void AddAnswer(long number, TimeSpan at, string node)
    {
        if (number >= _probes.Count) throw new FormatException($"An answer came to probe {number}, which was not sent.");
        var index = (int)number;
        if (!_probes[index].IsAnswered) _answered++;
        _probes[index].Answer(at, node);
        _lastAnswered = Math.Max(_lastAnswered, index);
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
