using System.Management.Automation;

namespace HaVip.PowerShell.Remoting;

/// <summary>A progress bar over all files that are copied to other machines.</summary>
internal sealed class CopyReport(Cmdlet cmdlet, int files) : IDisposable
{
    private const string Activity = "Copying HaVip";
    private int _done;

    public void Show(RemoteNode node, string file)
    {
        _done++;
        cmdlet.WriteProgress(new ProgressRecord(1, Activity, $"{file} to {node}") { PercentComplete = 100 * _done / files });
    }

    public void Dispose() =>
        cmdlet.WriteProgress(new ProgressRecord(1, Activity, "done") { RecordType = ProgressRecordType.Completed });
}
