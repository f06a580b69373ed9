using System.Text;

namespace HaVip.Shell.Interactive;

/// <summary>One line from the terminal, with cursor keys and history.</summary>
internal sealed class LineEditor
{
    private const string SaveCursor = "\u001b7";
    private const string RestoreCursor = "\u001b8";
    private const string ClearToEnd = "\u001b[K";
    private const int DefaultWidth = 80;

    private readonly List<string> _history = [];
    private readonly StringBuilder _line = new();
    private int _column;
    private int _cursor;
    private int _recalled;

    /// <summary>Whether Ctrl+C ended the last line.</summary>
    public bool Interrupted { get; private set; }

    public void Remember(string text)
    {
        if (_history.Count == 0 || _history[^1] != text)
        {
            _history.Add(text);
        }
    }

    /// <param name="column">Where on its line the terminal's cursor is before the prompt.</param>
    /// <returns>The line, empty after Ctrl+C, or null at the end of input (Ctrl+D on an empty line).</returns>
    public string? ReadLine(string prompt, int column = 0)
    {
        Interrupted = false;
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            Console.Out.Write(prompt);
            return Console.In.ReadLine();
        }

        Begin(prompt, column);
        Console.TreatControlCAsInput = true;
        try
        {
            while (true)
            {
                var key = Console.ReadKey(intercept: true);
                if (Ends(key, out var result))
                {
                    Console.Out.WriteLine();
                    return result;
                }

                Edit(key);
                Draw();
            }
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    private void Begin(string prompt, int column)
    {
        Console.Out.Write(prompt + SaveCursor);
        var lastLine = prompt.LastIndexOf('\n') + 1;
        _column = prompt.Length - lastLine + (lastLine > 0 ? 0 : column);
        _line.Clear();
        _cursor = 0;
        _recalled = _history.Count;
        Draw();
    }

    private bool Ends(ConsoleKeyInfo key, out string? result)
    {
        var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        result = key.Key == ConsoleKey.Enter ? _line.ToString() : "";
        if (control && key.Key == ConsoleKey.D && _line.Length == 0)
        {
            result = null;
            return true;
        }

        Interrupted = control && key.Key == ConsoleKey.C;
        return Interrupted || key.Key == ConsoleKey.Enter;
    }

    private void Edit(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow:
                _cursor = Math.Max(0, _cursor - 1);
                break;
            case ConsoleKey.RightArrow:
                _cursor = Math.Min(_line.Length, _cursor + 1);
                break;
            case ConsoleKey.Home:
                _cursor = 0;
                break;
            case ConsoleKey.End:
                _cursor = _line.Length;
                break;
            case ConsoleKey.UpArrow:
                Recall(_recalled - 1);
                break;
            case ConsoleKey.DownArrow:
                Recall(_recalled + 1);
                break;
            case ConsoleKey.Backspace when _cursor > 0:
                _line.Remove(--_cursor, 1);
                break;
            case ConsoleKey.Delete when _cursor < _line.Length:
                _line.Remove(_cursor, 1);
                break;
            default:
                Insert(key.KeyChar);
                break;
        }
    }

    private void Insert(char character)
    {
        if (!char.IsControl(character))
        {
            _line.Insert(_cursor++, character);
        }
    }

    private void Recall(int index)
    {
        if (index < 0 || index > _history.Count)
        {
            return;
        }

        _recalled = index;
        _line.Clear().Append(index < _history.Count ? _history[index].ReplaceLineEndings(" ") : "");
        _cursor = _line.Length;
    }

    // A line longer than the terminal is shown by a window around the cursor, so that one row is enough to redraw.
    private void Draw()
    {
        var width = Console.WindowWidth > 0 ? Console.WindowWidth : DefaultWidth;
        var room = Math.Max(10, width - _column - 1);
        var start = Math.Max(0, _cursor - room + 1);
        var visible = _line.ToString(start, Math.Min(room, _line.Length - start));
        var right = _cursor - start;
        Console.Out.Write(RestoreCursor + ClearToEnd + visible + RestoreCursor + (right > 0 ? $"\u001b[{right}C" : ""));
    }
}
