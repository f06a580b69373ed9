using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using HaVip.PowerShell.Processes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Tracing;

/// <summary>
/// A tracer for as long as the session lives. It ends with its standard input, so also with this process, however that
/// ends.
/// </summary>
internal sealed class TraceSession : IDisposable
{
    private const int NoInterface = 66;
    private const int NoPermission = 77;
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    private readonly BlockingCollection<string> _lines = [];
    private readonly Process _process;
    private readonly LineCollector _complaints;
    private readonly Task _reading;

    private TraceSession(TraceRequest request)
    {
        _process = ExternalCommand.Start(RunnerBinary.Find(), request.Arguments());
        _complaints = LineCollector.Collect(_process.StandardError);
        _reading = ReadAsync(_process.StandardOutput);
    }

    /// <summary>Returns when every packet from now on is seen.</summary>
    /// <exception cref="HaVipException">InterfaceNotFound, AccessDenied or TraceFailed.</exception>
    public static TraceSession Open(TraceRequest request, CancellationToken stopping)
    {
        var session = new TraceSession(request);
        try
        {
            return session.Next(ReadyLimit, stopping) == "ready"
                ? session
                : throw Failed("The tracer does not begin.");
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The next line; null when the time is over, or the tracer was told to end by somebody else.</summary>
    /// <param name="limit">How long to wait; null waits for ever.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <exception cref="HaVipException">InterfaceNotFound, AccessDenied or TraceFailed.</exception>
    public string? Next(TimeSpan? limit, CancellationToken stopping)
    {
        if (_lines.TryTake(out var line, limit is { } some ? (int)some.TotalMilliseconds + 1 : -1, stopping)) return line;
        if (!_lines.IsCompleted) return null;
        return _process.WaitForExit(EndLimit) && _process.ExitCode == 0 ? null : throw Ended();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(EndLimit)) _process.Kill();
        _reading.Wait(EndLimit);
        _process.Dispose();
        _lines.Dispose();
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync().ConfigureAwait(false) is { } line) _lines.Add(line);
        _lines.CompleteAdding();
    }

    private HaVipException Ended()
    {
        const string Prefix = "havip-node: ";
        var said = string.Join("; ", _complaints.Lines(TimeSpan.FromSeconds(1)));
        if (said.StartsWith(Prefix, StringComparison.Ordinal)) said = said[Prefix.Length..];
        return (_process.HasExited ? _process.ExitCode : 0) switch
        {
            NoInterface => new HaVipException(
                "InterfaceNotFound", ErrorCategory.ObjectNotFound, said, "Look at 'ip link', in that network namespace."),
            NoPermission => new HaVipException("AccessDenied", ErrorCategory.PermissionDenied, said, "Run as root."),
            _ => Failed($"The tracer ended: {(said.Length > 0 ? said : "it said nothing")}"),
        };
    }

    private static HaVipException Failed(string message) => new(
        "TraceFailed", ErrorCategory.OperationStopped, message, "Try 'havip-node trace --interface NAME' by hand.");
}
