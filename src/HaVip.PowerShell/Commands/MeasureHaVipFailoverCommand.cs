using System.Management.Automation;
using System.Net;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Measurement;
using HaVip.PowerShell.Parameters;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Measure-HaVipFailover</c>: probes an address of a lab from its client while something happens.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HaVipFailover")]
[OutputType(typeof(FailoverMeasurement))]
public sealed class MeasureHaVipFailoverCommand : HaVipCmdlet
{
    /// <summary>An unanswered probe this old is lost.</summary>
    private static readonly TimeSpan ProbePatience = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the address must have answered before anything is done to it.</summary>
    private static readonly TimeSpan Baseline = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(20);

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Lab]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LabNameCompleter))]
    public Lab? Lab { get; set; }

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Address { get; set; } = "";

    [Parameter(Position = 1)]
    [ValidateNotNull]
    public ScriptBlock? ScriptBlock { get; set; }

    [Parameter]
    [Duration]
    [ValidateDuration("100us", "10s")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(1);

    [Parameter]
    [Duration]
    [ValidateDuration("0s", "1h")]
    public TimeSpan Duration { get; set; }

    [Parameter]
    [Duration]
    [ValidateDuration("100ms", "10m")]
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(2);

    [Parameter]
    [Duration]
    [ValidateDuration("1s", "1h")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 7007;

    [Parameter]
    [ValidateRange(0, 1000)]
    public int Clients { get; set; }

    [Parameter]
    [ValidateRange(1, 65535)]
    public int RequestPort { get; set; } = 80;

    [Parameter]
    [Duration]
    [ValidateDuration("0s", "10s")]
    public TimeSpan RequestPause { get; set; }

    private protected override void Process()
    {
        if (!IPAddress.TryParse(Address.Split('/')[0], out var address)) throw NotAnAddress();
        WriteVerbose($"Probing {address} from {Lab!.Client.NetworkNamespace} every {Interval.TotalMilliseconds} ms.");
        using var session = new ProbeSession(Lab, address.ToString(), Port, Interval);
        if (Clients > 0) session.AddClients(Lab, address.ToString(), RequestPort, Clients, RequestPause);
        WaitForAnswers(session);
        var output = ScriptBlock is null ? [] : InvokeCommand.InvokeScript(false, ScriptBlock, null);
        var settled = WaitUntilSettled(session);
        session.Finish();
        if (session.Unread > 0) WriteWarning(TooBusy(session.Unread));
        WriteObject(Result(session, [.. output.Select(item => item?.BaseObject!)], settled));
    }

    private void WaitForAnswers(ProbeSession session)
    {
        using var report = new WaitReport(this, $"Probing {Address}", Timeout);
        while (session.Log.Answered == 0 || session.Log.QuietTime(ProbePatience) < Baseline)
        {
            if (report.Expired) throw NobodyAnswers();
            session.Check();
            report.Show("waiting for the first answers");
            Pause(Rhythm);
        }
    }

    private bool WaitUntilSettled(ProbeSession session)
    {
        using var report = new WaitReport(this, $"Probing {Address}", Timeout > Duration ? Timeout : Duration);
        while (!report.Expired)
        {
            session.Check();
            var quiet = session.Log.QuietTime(ProbePatience);
            if (report.Elapsed >= Duration && report.Elapsed >= SettleTime && quiet >= SettleTime) return true;
            report.Show(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"answering for {quiet.TotalSeconds:0.0} of {SettleTime.TotalSeconds:0.0} s"));
            Pause(Rhythm);
        }

        return false;
    }

    private FailoverMeasurement Result(ProbeSession session, object[] output, bool settled)
    {
        var (log, requests) = (session.Log, session.Requests);
        var probes = log.Snapshot(ProbePatience);
        var summary = ProbeSummary.Of(probes, Interval);
        var started = log.Started!.Value;
        return new FailoverMeasurement
        {
            Lab = Lab!.Name,
            Address = Address,
            Interval = Interval,
            Started = started,
            Duration = probes[^1].Sent - probes[0].Sent,
            Sent = summary.Sent,
            Answered = summary.Answered,
            Lost = Math.Max(0, summary.Sent - summary.Answered - session.Unread),
            Unread = session.Unread,
            Outage = summary.Outage,
            OutageStarted = started + summary.OutageStarted,
            LongestAnswer = summary.LongestAnswer,
            LongestPause = summary.LongestPause,
            Segments = [.. summary.Runs.Select(run => Segment(run, started))],
            Requests = requests.Requests,
            FailedRequests = requests.Failures,
            LongestRequest = requests.Longest,
            Settled = settled,
            Output = output,
        };
    }

    private static AnswerSegment Segment(ProbeRun run, DateTimeOffset started) =>
        new() { Node = run.Node, First = started + run.First, Last = started + run.Last, Count = run.Count };

    private static string TooBusy(int unread) =>
        $"{unread} probes or answers arrived and could not be read in time: this machine is too busy to measure.";

    private HaVipException NotAnAddress() => new(
        "InvalidAddress",
        ErrorCategory.InvalidArgument,
        $"'{Address}' is not an IP address.",
        "Use one of the virtual addresses, such as 192.168.7.100.",
        Address);

    private HaVipException NobodyAnswers() => new(
        "NobodyAnswers",
        ErrorCategory.OperationTimeout,
        $"No node of lab {Lab!.Name} answers for {Address} within {Timeout.TotalSeconds:0} s.",
        "Start its instances first and wait for a Master: Start-HaVipInstance -Wait.",
        Address);
}
