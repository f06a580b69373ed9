using System.Text.Json;
using HaVip.Configuration.Files;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Logging;

namespace HaVip.Node.Holds;

/// <summary>
/// Keeps holds and suspensions where the next runner finds them. They outlive a power loss, so each write waits for the
/// disk; the loop does not, and has its faults told when it asks.
/// </summary>
internal sealed class HoldStore(string path, EventLog events) : IDisposable
{
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, HoldEntry> _entries = new(StringComparer.Ordinal);
    private Task _writing = Task.CompletedTask;
    private volatile string? _fault;

    /// <summary>Takes up what a former runner kept, before the instances start. Whatever the file is, this goes on.</summary>
    public void Restore(NodeEngine engine, Instant now, long unixMicroseconds)
    {
        foreach (var entry in Read())
        {
            if (engine.Find(entry.Instance) is not { } router) continue;
            var remaining = entry.RemainingAt(unixMicroseconds);
            if (remaining == 0)
            {
                events.Add(EventKind.HoldEnded, router.Name, "its hold ended while the runner was away");
                continue;
            }

            var deadline = remaining is { } left ? now + new Duration(left) : Instant.Never;
            engine.RestoreHold(router, entry.Hold, deadline);
            _entries[router.Name] = entry;
            events.Add(EventKind.HoldRestored, router.Name, Describe(entry, remaining));
        }
    }

    /// <summary>Nothing is on its way to the disk.</summary>
    public bool IsSettled => _writing.IsCompleted;

    /// <summary>Goes on as the store of the program before this one, which has written all of it.</summary>
    public void Adopt(NodeEngine engine, Instant now, long unixMicroseconds)
    {
        foreach (var router in engine.Routers)
        {
            if (router.Hold != default) _entries[router.Name] = Entry(router, router.Hold, now, unixMicroseconds);
        }
    }

    /// <summary>Keeps what an instance's hold is now.</summary>
    public void Keep(VirtualRouter router, Instant now, long unixMicroseconds)
    {
        var hold = router.Hold;
        _entries.Remove(router.Name);
        if (hold != default) _entries.Add(router.Name, Entry(router, hold, now, unixMicroseconds));
        Write();
    }

    /// <summary>Tells of a write that failed since the last call.</summary>
    public void TellFault()
    {
        if (Interlocked.Exchange(ref _fault, null) is { } fault) events.Add(EventKind.StateFault, null, fault);
    }

    /// <summary>Waits for the last write.</summary>
    public void Dispose()
    {
        if (!_writing.Wait(LongestWrite)) events.Add(EventKind.StateFault, null, $"{path} is not written: the disk hangs");
        TellFault();
    }

    private static HoldEntry Entry(VirtualRouter router, HoldState hold, Instant now, long unixMicroseconds)
    {
        long? remaining = router.HoldDeadline == Instant.Never ? null : (router.HoldDeadline - now).Microseconds;
        return new HoldEntry
        {
            Instance = router.Name,
            RaisedPriority = hold.RaisedPriority,
            StaysAway = hold.StaysAway,
            Suspended = hold.Suspended,
            EndsUnixMicroseconds = unixMicroseconds + remaining,
            RemainingMicroseconds = remaining,
        };
    }

    private static string Describe(HoldEntry entry, long? remaining)
    {
        var what = entry.Suspended ? "still suspended"
            : entry.StaysAway ? "still does not preempt"
            : $"still held at priority {entry.RaisedPriority}";
        return remaining is { } left ? $"{what}, for {new Duration(left).ToSeconds()}" : what;
    }

    private IReadOnlyList<HoldEntry> Read()
    {
        try
        {
            if (!File.Exists(path)) return [];
            var document = JsonSerializer.Deserialize(File.ReadAllBytes(path), HoldJson.Default.HoldDocument);
            if (document is not { Version: HoldDocument.CurrentVersion, Holds: not null })
                Ignored($"its version is {document?.Version ?? 0}, this runner knows {HoldDocument.CurrentVersion}");
            else if (document.Holds.Any(entry => entry?.Instance is null)) Ignored("one of its holds names no instance");
            else return document.Holds;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            Ignored(error.Message);
        }

        return [];
    }

    private void Ignored(string why) => events.Add(
        EventKind.StateFault,
        null,
        $"{path} cannot be read: {why}. No hold or suspension is taken up; run Suspend-HaVipNode or Invoke-HaVipFailover again.");

    /// <summary>One after the other, each with all that was known when it was asked for.</summary>
    private void Write()
    {
        var document = new HoldDocument
        {
            Version = HoldDocument.CurrentVersion,
            Holds = [.. _entries.Values.OrderBy(entry => entry.Instance, StringComparer.Ordinal)],
        };
        var content = JsonSerializer.SerializeToUtf8Bytes(document, HoldJson.Default.HoldDocument);
        RealTime.Aside(() => _writing = _writing.ContinueWith(_ => Write(content), TaskScheduler.Default));
    }

    private void Write(byte[] content)
    {
        try
        {
            ConfigurationFile.WriteAtomically(path, content, ConfigurationFile.OwnerOnly);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _fault = $"{path} cannot be written: {error.Message}. Holds and suspensions end with this runner.";
        }
    }
}
