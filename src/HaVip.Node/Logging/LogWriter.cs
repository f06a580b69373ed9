using System.Text;
using HaVip.Linux;

namespace HaVip.Node.Logging;

/// <summary>
/// Writes log lines from a thread of its own: a full disk, a stopped terminal or a hanging journal must not hold up an
/// advertisement. When the reader cannot keep up, lines are dropped and their number is told.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private const int MaximumQueued = 4096;
    private static readonly TimeSpan LongestFlush = TimeSpan.FromSeconds(2);

    private readonly Queue<string> _lines = new();
    private readonly string? _path;
    private readonly Thread _thread;
    private Stream _stream;
    private long _dropped;
    private bool _reopen;
    private bool _closing;
    private bool _writing;

    /// <summary>A null path is standard error; a file is appended to and made for root and its group alone.</summary>
    public LogWriter(string? path)
    {
        _path = path;
        _stream = Open(path);
        _thread = new Thread(WriteLines) { IsBackground = true, Name = "log" };
        _thread.Start();
    }

    public void Write(string line)
    {
        lock (_lines)
        {
            if (_lines.Count == MaximumQueued) _dropped++;
            else _lines.Enqueue(line);
            Monitor.Pulse(_lines);
        }
    }

    /// <summary>Nothing is queued and nothing is being written.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lines) return _lines.Count == 0 && !_writing && !_reopen;
        }
    }

    /// <summary>Takes what is queued, for whoever goes on writing it.</summary>
    public IReadOnlyList<string> TakeUnwritten()
    {
        lock (_lines)
        {
            var lines = _lines.ToArray();
            _lines.Clear();
            return lines;
        }
    }

    /// <summary>Opens the file by its name again, as after a rotation.</summary>
    public void Reopen()
    {
        lock (_lines)
        {
            _reopen = _path is not null;
            Monitor.Pulse(_lines);
        }
    }

    /// <summary>Writes what is queued, for two seconds at most.</summary>
    public void Dispose()
    {
        lock (_lines)
        {
            _closing = true;
            Monitor.Pulse(_lines);
        }

        if (_thread.Join(LongestFlush)) _stream.Dispose();
    }

    private void WriteLines()
    {
        while (Next() is { } text) TryWrite(text);
    }

    /// <summary>Everything queued as one text; null when there is nothing left and no more will come.</summary>
    private string? Next()
    {
        var reopen = false;
        var text = new StringBuilder();
        lock (_lines)
        {
            _writing = false;
            while (_lines.Count == 0 && !_reopen && _dropped == 0)
            {
                if (_closing) return null;
                Monitor.Wait(_lines);
            }

            while (_lines.TryDequeue(out var line)) text.Append(line);
            if (_dropped > 0)
                text.Append(CultureFree($"warning {_dropped} log lines were dropped: nobody reads them fast enough\n"));
            _dropped = 0;
            _writing = true;
            (reopen, _reopen) = (_reopen, false);
        }

        if (reopen) ReopenFile();
        return text.ToString();
    }

    private void TryWrite(string text)
    {
        try
        {
            _stream.Write(Encoding.UTF8.GetBytes(text));
            _stream.Flush();
        }
        catch (IOException)
        {
            // A log that cannot be written has nowhere to say so; the events stay readable over the control socket.
        }
    }

    private void ReopenFile()
    {
        try
        {
            var fresh = Open(_path);
            _stream.Dispose();
            _stream = fresh;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or LinuxException)
        {
            TryWrite(CultureFree($"warning {_path} cannot be opened again: {error.Message}\n"));
        }
    }

    private static Stream Open(string? path)
    {
        if (path is null) return Console.OpenStandardError();
        return LogFile.Open(path);
    }

    private static string CultureFree(FormattableString text) => FormattableString.Invariant(text);
}
