using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HaVip.Core.Control;
using HaVip.Core.Values;
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

    public ExchangeSession(ClusterMember member, byte virtualRouterId)
    {
        Member = member;
        _process = ExternalCommand.Start(RunnerBinary.Find(), Arguments(member, virtualRouterId));
        _complaints = LineCollector.Collect(_process.StandardError);
        _ready = _process.StandardOutput.ReadLineAsync();
    }

    public ClusterMember Member { get; }

    /// <summary>Returns when it listens, or has ended.</summary>
    public void WaitUntilReady(CancellationToken stopping) => _ready.Wait((int)Limit.TotalMilliseconds, stopping);

    /// <summary>Ends it; the member with what it heard.</summary>
    public ClusterMember End(CancellationToken stopping)
    {
        _process.StandardInput.Close();
        var report = _process.StandardOutput.ReadLineAsync(stopping).AsTask();
        report.Wait((int)Limit.TotalMilliseconds, stopping);
        if (report is { IsCompletedSuccessfully: true, Result: { } line })
            return Member with { Exchange = JsonSerializer.Deserialize(line, ControlJson.Default.ExchangeReport) };
        var said = string.Join("; ", _complaints.Lines(TimeSpan.FromSeconds(1)));
        return Member with { ExchangeProblem = said.Length > 0 ? said : "it ended without a word" };
    }

    public void Dispose()
    {
        if (!_process.WaitForExit(2_000)) _process.Kill();
        _process.Dispose();
    }

    private static List<string> Arguments(ClusterMember member, byte virtualRouterId)
    {
        List<string> arguments =
        [
            "exchange",
            $"--interface={member.Settings.Interface}",
            $"--family={(member.Settings.Family == AddressFamily.IPv6 ? "ipv6" : "ipv4")}",
            string.Create(CultureInfo.InvariantCulture, $"--virtual-router-id={virtualRouterId}"),
            .. (member.Settings.Unicast?.Peers ?? []).Select(peer => $"--peer={peer.Address}"),
        ];
        if (member.Location.NetworkNamespace is { } ns) arguments.Add($"--network-namespace={ns}");
        return arguments;
    }
}
