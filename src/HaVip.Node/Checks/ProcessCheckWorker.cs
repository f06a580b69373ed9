using System.Text;
using HaVip.Core.Checks;
using HaVip.Core.Configuration;
using HaVip.Linux;
using HaVip.Node.Time;

namespace HaVip.Node.Checks;

/// <summary>
/// Whether enough processes run. The kernel tells of the end of each at once; new ones are looked for only while there are
/// too few, or where there may be too many.
/// </summary>
internal sealed class ProcessCheckWorker(CheckConfiguration check) : CheckWorker(check)
{
    private readonly bool _isPath = check.Process!.Contains('/');
    private readonly byte[] _process = Encoding.UTF8.GetBytes(check.Process!);

    private const int LookEveryMilliseconds = 250;

    protected override void Run()
    {
        using var watch = new ProcessWatch();
        using var list = new ProcessList();
        var count = new LiveCount(Check);
        while (!IsStopped)
        {
            if (watch.Count < Check.Quorum || Check.Maximum is not null) Look(watch, list);
            var isWell = watch.Count >= Check.Quorum && watch.Count <= (Check.Maximum ?? int.MaxValue);
            if (count.See(isWell, MonotonicClock.Now)) Post(count.Health, Tell(watch.Count));
            if (watch.Count > 0) watch.Wait(Patience(count));
            else if (Pause(TimeSpan.FromMilliseconds(Patience(count)))) return;
        }
    }

    private static int Patience(LiveCount count)
    {
        if (count.Deadline == Core.Values.Instant.Never) return LookEveryMilliseconds;
        return (int)Math.Clamp((count.Deadline - MonotonicClock.Now).Milliseconds + 1, 0, LookEveryMilliseconds);
    }

    private string Tell(int count) => count switch
    {
        0 => $"no process {Check.Process} runs",
        1 => $"1 process {Check.Process} runs",
        _ => $"{count} processes {Check.Process} run",
    };

    private void Look(ProcessWatch watch, ProcessList list)
    {
        list.Rewind();
        while (list.MoveNext())
        {
            if (!watch.Contains(list.Current) && MayBe(list) && Matches(list)) watch.Add(list.Current);
        }

        // One that has ended, but that its parent has not noticed, is told of at once.
        while (watch.Count > 0 && watch.Wait(0))
        {
        }
    }

    /// <summary>Sorts out nearly all without making a string of any.</summary>
    private bool MayBe(ProcessList list) => _isPath
        ? list.ReadCommandLine().StartsWith(_process)
        : list.ReadName().SequenceEqual(_process);

    private bool Matches(ProcessList list)
    {
        var name = Encoding.UTF8.GetString(list.ReadName());
        var line = Encoding.UTF8.GetString(list.ReadCommandLine()).TrimEnd('\0');
        return ProcessMatch.Matches(Check, name, line.Length == 0 ? [] : line.Split('\0'));
    }
}
