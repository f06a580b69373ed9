using System.Diagnostics;
using System.Text.Json;
using HaVip.Core.Control;
using HaVip.PowerShell.Processes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Checks;

/// <summary>
/// One node's end of an exchange of test packets. It ends with its standard input, so also with this process, however that
/// ends.
/// </summary>
internal sealed class ExchangeSession : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly LineCollector _complaints;
    private readonly Task<string?> _ready;

    public ExchangeSession(ExchangeOrder order)
    {
        _process = ExternalCommand.Start(RunnerBinary.Find(), order.Arguments());
        _complaints = LineCollector.Collect(_process.StandardError);
        _ready = _process.StandardOutput.ReadLineAsync();
    }

    /// <summary>Returns when it listens, or has ended.</summary>
    public void WaitUntilReady(CancellationToken stopping) => _ready.Wait((int)Limit.TotalMilliseconds, stopping);

    /// <summary>Ends it and tells what it heard.</summary>
    public ExchangeEnd End(CancellationToken stopping)
    {
        _process.StandardInput.Close();
        var report = _process.StandardOutput.ReadLineAsync(stopping).AsTask();
        report.Wait((int)Limit.TotalMilliseconds, stopping);
        if (report is { IsCompletedSuccessfully: true, Result: { } line })
            return new ExchangeEnd(JsonSerializer.Deserialize(line, ControlJson.Default.ExchangeReport), null);
        var said = string.Join("; ", _complaints.Lines(TimeSpan.FromSeconds(1)));
        return new ExchangeEnd(null, said.Length > 0 ? said : "it ended without a word");
    }

    public void Dispose()
    {
        if (!_process.WaitForExit(2_000)) _process.Kill();
        _process.Dispose();
    }
}
