using System.Text;
using System.Text.Encodings.Web;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// JSON as text, in one line or indented by two spaces. Numbers come as text: a writer that knows only .NET's numeric
/// types would lose the ".0" of a whole Double.
/// </summary>
internal sealed class JsonText(bool indented)
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _first = true;

    public override string ToString() => _text.ToString();

    public void Begin(char bracket)
    {
        _text.Append(bracket);
        _depth++;
        _first = true;
    }

    public void End(char bracket)
    {
        _depth--;
        if (!_first)
        {
            NewLine();
        }

        _text.Append(bracket);
        _first = false;
    }

    /// <summary>Comes before every member and element.</summary>
    public void Next()
    {
        _text.Append(_first ? "" : ",");
        _first = false;
        NewLine();
    }

    public void Name(string name)
    {
        String(name);
        _text.Append(indented ? ": " : ":");
    }

    public void String(string value) =>
        _text.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)).Append('"');

    public void Literal(string text) => _text.Append(text);

    private void NewLine()
    {
        if (indented)
        {
            _text.Append(Environment.NewLine).Append(' ', _depth * 2);
        }
    }
}
