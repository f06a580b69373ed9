using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;

namespace HaVip.Shell.Hosting;

/// <summary>
/// Writes what the engine shows: errors to standard error, all else to standard output as pwsh does; colours and
/// progress only where a terminal is.
/// </summary>
internal sealed partial class ConsoleUserInterface : PSHostUserInterface
{
    private readonly bool _nonInteractive;
    private readonly ProgressLine _progress = new();
    private readonly bool _colours = !Console.IsOutputRedirected && TerminalHasColours();
    private readonly bool _errorColours = !Console.IsErrorRedirected && TerminalHasColours();

    // Characters written since the last line end: where an answer begins to be typed.
    private int _column;

    public ConsoleUserInterface(bool nonInteractive) => _nonInteractive = nonInteractive;

    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface();

    public override bool SupportsVirtualTerminal => _colours;

    public override void Write(string value) => Put(Console.Out, Rendered(value, _colours));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Put(Console.Out, Coloured(foregroundColor, backgroundColor, value));

    public override void WriteLine() => Put(Console.Out, Environment.NewLine);

    public override void WriteLine(string value) =>
        Put(Console.Out, Rendered(value, _colours) + Environment.NewLine);

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Put(Console.Out, Coloured(foregroundColor, backgroundColor, value) + Environment.NewLine);

    public override void WriteErrorLine(string value) =>
        Put(Console.Error, Rendered(value, _errorColours) + Environment.NewLine);

    public override void WriteWarningLine(string message) =>
        WriteLabelled("WARNING: ", message, PSStyle.Instance.Formatting.Warning);

    public override void WriteVerboseLine(string message) =>
        WriteLabelled("VERBOSE: ", message, PSStyle.Instance.Formatting.Verbose);

    public override void WriteDebugLine(string message) =>
        WriteLabelled("DEBUG: ", message, PSStyle.Instance.Formatting.Debug);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (_colours)
        {
            _progress.Show(record, RawUI.WindowSize.Width);
        }
    }

    public void ClearProgress() => _progress.Clear();

    private void WriteLabelled(string label, string message, string style) =>
        WriteLine(style + label + message + PSStyle.Instance.Reset);

    private void Put(TextWriter writer, string value)
    {
        _progress.Clear();
        writer.Write(value);
        var lastLine = value.LastIndexOf('\n') + 1;
        _column = value.Length - lastLine + (lastLine > 0 ? 0 : _column);
    }

    private string Coloured(ConsoleColor foreground, ConsoleColor background, string value)
    {
        if (!_colours)
        {
            return value;
        }

        var style = foreground == RawUI.ForegroundColor ? "" : PSStyle.MapForegroundColorToEscapeSequence(foreground);
        style += background == RawUI.BackgroundColor ? "" : PSStyle.MapBackgroundColorToEscapeSequence(background);
        return style.Length == 0 ? value : style + value + PSStyle.Instance.Reset;
    }

    // $PSStyle.OutputRendering: Host means escape sequences for a terminal and plain text for everything else.
    private static string Rendered(string value, bool terminal)
    {
        var decorated = new StringDecorated(value);
        var plain = PSStyle.Instance.OutputRendering switch
        {
            OutputRendering.PlainText => true,
            OutputRendering.Ansi => false,
            _ => !terminal,
        };
        return decorated.IsDecorated && plain ? decorated.ToString(OutputRendering.PlainText) : value;
    }

    private static bool TerminalHasColours() =>
        Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb"
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
