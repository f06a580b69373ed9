using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using HaVip.PowerShell.Processes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Measurement;

/// <summary>
/// A responder in every node of a lab and a prober in its client, for as long as the session lives. They end with their
/// standard input, so also with this process, however it ends.
/// </summary>
internal sealed class ProbeSession : IDisposable
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    private readonly List<Process> _processes = [];
    private readonly List<Process> _responders = [];
    private readonly Task _reading;
    private readonly LineCollector _complaints;
    private readonly Process _prober;
    private Process? _clients;
    private Task _counting = Task.CompletedTask;

    public ProbeSession(Lab lab, string address, int port, TimeSpan interval)
    {
        try
        {
            foreach (var node in lab.Nodes) AddResponder(node, address, port);
            string[] pace = ["--interval", Core.Values.Duration.FromTimeSpan(interval).ToString()];
            _prober = Add("lab-probe", lab.Client.NetworkNamespace!, address, port, pace);
            _complaints = LineCollector.Collect(_prober.StandardError);
            _reading = ReadAsync(_prober.StandardOutput, Log.Read);
        }
        catch
        {
            EndAll();
            throw;
        }
    }

    public ProbeLog Log { get; } = new();

    public RequestLog Requests { get; } = new();

    /// <summary>Probes and answers that arrived and that nobody had a turn to read; known when all has ended.</summary>
    public int Unread { get; private set; }

    /// <summary>Lets clients ask for a page as well, each anew as soon as it has one.</summary>
    public void AddClients(Lab lab, string address, int port, int count, TimeSpan pause)
    {
        string[] more =
        [
            "--clients", count.ToString(CultureInfo.InvariantCulture),
            "--interval", "10ms",
            "--pause", Core.Values.Duration.FromTimeSpan(pause).ToString(),
        ];
        _clients = Add("lab-load", lab.Client.NetworkNamespace!, address, port, more);
        _counting = ReadAsync(_clients.StandardOutput, Requests.Read);
    }

    /// <summary>Fails where the prober has ended or could not be understood.</summary>
    /// <exception cref="HaVipException">ProbeFailed.</exception>
    public void Check()
    {
        if (!_reading.IsCompleted) return;
        var said = _complaints.Lines(TimeSpan.FromSeconds(1));
        throw Failed($"The prober ended: {_reading.Exception?.InnerException?.Message ?? string.Join("; ", said)}");
    }

    /// <summary>Stops probing and reads what the prober still has to say.</summary>
    public void Finish()
    {
        Check();
        _prober.StandardInput.Close();
        _clients?.StandardInput.Close();
        if (!_reading.Wait(ReadyLimit)) throw Failed("The prober does not end.");
        if (!_counting.Wait(RequestLimit)) throw Failed("The clients do not end.");
        Unread = Log.Dropped + _responders.Sum(EndResponder);
    }

    public void Dispose() => EndAll();

    private void AddResponder(LabNode node, string address, int port)
    {
        var responder = Add("lab-respond", node.NetworkNamespace!, address, port, ["--name", node.Name]);
        var complaints = LineCollector.Collect(responder.StandardError);
        var ready = responder.StandardOutput.ReadLineAsync();
        _responders.Add(responder);
        if (ready.Wait(ReadyLimit) && ready.Result == "ready") return;
        var said = complaints.Lines(TimeSpan.FromSeconds(1));
        throw Failed($"The responder of {node} did not start: {string.Join("; ", said)}");
    }

    private static int EndResponder(Process responder)
    {
        responder.StandardInput.Close();
        var last = responder.StandardOutput.ReadLineAsync();
        if (last.Wait(ReadyLimit) && last.Result?.Split(' ') is ["dropped", var count]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var dropped))
            return dropped;
        throw Failed("A responder does not end.");
    }

    private Process Add(string command, string networkNamespace, string address, int port, string[] more)
    {
        string[] arguments =
        [
            command,
            "--network-namespace", networkNamespace,
            "--address", address,
            "--port", port.ToString(CultureInfo.InvariantCulture),
            .. more,
        ];
        var process = ExternalCommand.Start(RunnerBinary.Find(), arguments);
        _processes.Add(process);
        return process;
    }

    private static async Task ReadAsync(StreamReader output, Action<string> read)
    {
        while (await output.ReadLineAsync().ConfigureAwait(false) is { } line) read(line);
    }

    private void EndAll()
    {
        foreach (var process in _processes) process.StandardInput.Close();
        foreach (var process in _processes)
        {
            if (!process.WaitForExit(EndLimit)) process.Kill();
            process.Dispose();
        }

        _processes.Clear();
    }

    private static HaVipException Failed(string message) => new(
        "ProbeFailed", ErrorCategory.OperationStopped, message, "Check that the lab is whole: Get-HaVipLab.");
}
