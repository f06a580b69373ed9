using System.Text;

namespace HaVip.Configuration.Keepalived.Export;

/// <summary>Lines, indented as deep as the blocks they stand in.</summary>
internal sealed class BlockWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line) => _text.Append(' ', 4 * _depth).Append(line).Append('\n');

    public void Line(string keyword, string value) => Line($"{keyword} {value}");

    /// <summary>A line that is there where something is so.</summary>
    public void LineIf(bool condition, string line)
    {
        if (condition) Line(line);
    }

    /// <summary>One or more lines that keepalived does not read.</summary>
    public void Comment(string text)
    {
        foreach (var line in text.Split('\n')) Line("# " + line);
    }

    /// <summary>A block, unless there is nothing in it.</summary>
    public void Block(string head, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0) return;
        Open(head);
        foreach (var line in all) Line(line);
        Close();
    }

    public void Open(string head)
    {
        if (_depth == 0 && _text.Length > 0) _text.Append('\n');
        Line(head + " {");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    public override string ToString() => _text.ToString();
}
