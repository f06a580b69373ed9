using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>A text writer that hands over complete lines, without their ends.</summary>
internal sealed class LineWriter(Action<string> take) : TextWriter
{
    private readonly StringBuilder _rest = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            take(_rest.ToString());
            _rest.Clear();
        }
        else if (value != '\r')
        {
            _rest.Append(value);
        }
    }
}
