namespace HaVip.PowerShell.Processes;

/// <summary>Reads a stream's lines in the background; whoever asks gets those that have come, whole or not.</summary>
internal sealed class LineCollector
{
    private readonly List<string> _lines = [];
    private readonly Task _reading;

    private LineCollector(StreamReader reader) => _reading = ReadAsync(reader);

    public static LineCollector Collect(StreamReader reader) => new(reader);

    /// <summary>All lines up to now, after waiting for the end of the stream no longer than the limit.</summary>
    public IReadOnlyList<string> Lines(TimeSpan limit)
    {
        _reading.Wait(limit);
        lock (_lines) return [.. _lines];
    }

    private async Task ReadAsync(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                lock (_lines) _lines.Add(line);
            }
        }
        catch (ObjectDisposedException)
        {
            // The process was disposed while a daemon still held the pipe; what was read stays.
        }
    }
}
