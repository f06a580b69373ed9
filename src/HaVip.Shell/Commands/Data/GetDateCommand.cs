using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.Get, "Date", DefaultParameterSetName = "DateAndFormat")]
[OutputType(typeof(DateTime), typeof(string))]
public sealed class GetDateCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "DateAndFormat")]
    [Alias("LastWriteTime")]
    public DateTime Date { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "UnixTimeSecondsAndFormat")]
    [Alias("UnixTime")]
    public long UnixTimeSeconds { get; set; }

    [Parameter]
    [ValidateRange(1, 9999)]
    public int? Year { get; set; }

    [Parameter]
    [ValidateRange(1, 12)]
    public int? Month { get; set; }

    [Parameter]
    [ValidateRange(1, 31)]
    public int? Day { get; set; }

    [Parameter]
    [ValidateRange(0, 23)]
    public int? Hour { get; set; }

    [Parameter]
    [ValidateRange(0, 59)]
    public int? Minute { get; set; }

    [Parameter]
    [ValidateRange(0, 59)]
    public int? Second { get; set; }

    [Parameter]
    [ValidateRange(0, 999)]
    public int? Millisecond { get; set; }

    [Parameter]
    public string? Format { get; set; }

    [Parameter]
    public SwitchParameter AsUTC { get; set; }

    protected override void ProcessRecord()
    {
        var time = ParameterSetName == "UnixTimeSecondsAndFormat"
            ? DateTimeOffset.FromUnixTimeSeconds(UnixTimeSeconds).LocalDateTime
            : MyInvocation.BoundParameters.ContainsKey(nameof(Date)) ? Date : DateTime.Now;
        time = time.AddYears((Year ?? time.Year) - time.Year);
        time = time.AddMonths((Month ?? time.Month) - time.Month);
        time = time.AddDays((Day ?? time.Day) - time.Day);
        time = time.AddHours((Hour ?? time.Hour) - time.Hour);
        time = time.AddMinutes((Minute ?? time.Minute) - time.Minute);
        time = time.AddSeconds((Second ?? time.Second) - time.Second);
        time = time.AddMilliseconds((Millisecond ?? time.Millisecond) - time.Millisecond);
        time = AsUTC ? time.ToUniversalTime() : time;
        WriteObject(Format is null ? time : time.ToString(FormatString(Format), CultureInfo.CurrentCulture));
    }

    private static string FormatString(string name) => name switch
    {
        "FileDate" => "yyyyMMdd",
        "FileDateUniversal" => "yyyyMMddZ",
        "FileDateTime" => "yyyyMMddTHHmmssffff",
        "FileDateTimeUniversal" => "yyyyMMddTHHmmssffffZ",
        _ => name,
    };
}
