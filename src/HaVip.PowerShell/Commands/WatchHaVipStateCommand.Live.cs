using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>The live view: one table, drawn over itself where the terminal can, and anew when it changed where not.</summary>
public sealed partial class WatchHaVipStateCommand
{
    private const int NarrowestTable = 40;
    private const int UsualWidth = 120;

    private string _shown = "";

    /// <summary>A terminal that understands escape codes, and is not a file or a pipe.</summary>
    private bool CanRedraw => Host.UI.SupportsVirtualTerminal && !Console.IsOutputRedirected;

    private void Show(IReadOnlyList<NodeTarget> targets)
    {
        var table = Table(targets);
        if (table == _shown) return;
        if (CanRedraw && _shown.Length > 0)
        {
            // Up to where the last table began, and everything from there on away.
            var lines = _shown.Count(c => c == '\n') + 1;
            Host.UI.Write($"\u001b[{lines}A\r\u001b[J");
        }

        Host.UI.WriteLine(table);
        _shown = table;
    }

    private string Table(IReadOnlyList<NodeTarget> targets)
    {
        var states = new List<object>();
        foreach (var target in targets) Attempt(() => states.AddRange(Read(target)));
        const string Script = "param($states, $width) $states | Format-Table | Out-String -Width $width";
        var text = InvokeCommand.NewScriptBlock(Script).Invoke(states, Width());
        return string.Concat(text).Trim('\r', '\n');
    }

    private List<InstanceState> Read(NodeTarget target) =>
        InstanceSelection.Select(StateReader.Read(target.Location, Cancellation), target, Report);

    private int Width()
    {
        if (!CanRedraw) return UsualWidth;
        return Math.Max(NarrowestTable, Console.WindowWidth - 1);
    }
}
