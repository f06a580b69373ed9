using System.Management.Automation;

namespace HaVip.Shell.Hosting;

/// <summary>
/// The newest unfinished progress record, drawn on the terminal's last line and wiped before other output.
/// </summary>
internal sealed class ProgressLine
{
    private const int BarWidth = 20;

    private readonly object _gate = new();
    private bool _drawn;

    public void Show(ProgressRecord record, int width)
    {
        lock (_gate)
        {
            Wipe();
            if (record.RecordType == ProgressRecordType.Completed)
            {
                return;
            }

            var text = Text(record);
            Console.Out.Write(text.Length < width ? text : text[..Math.Max(0, width - 1)]);
            _drawn = true;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            Wipe();
        }
    }

    private static string Text(ProgressRecord record)
    {
        var text = $"{record.Activity}: {record.StatusDescription}";
        if (record.PercentComplete >= 0)
        {
            var done = Math.Min(100, record.PercentComplete) * BarWidth / 100;
            text += $" [{new string('o', done)}{new string(' ', BarWidth - done)}]";
        }

        if (record.SecondsRemaining >= 0)
        {
            text += $" {TimeSpan.FromSeconds(record.SecondsRemaining):hh\\:mm\\:ss} remaining";
        }

        return string.IsNullOrEmpty(record.CurrentOperation) ? text : $"{text} {record.CurrentOperation}";
    }

    private void Wipe()
    {
        if (_drawn)
        {
            Console.Out.Write("\r\u001b[K");
            _drawn = false;
        }
    }
}
