using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>Lines of <c>name=value</c> to a hashtable; <c>#</c> begins a comment line.</summary>
[Cmdlet(VerbsData.ConvertFrom, "StringData")]
[OutputType(typeof(Hashtable))]
public sealed class ConvertFromStringDataCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string StringData { get; set; } = "";

    [Parameter(Position = 1)]
    public char Delimiter { get; set; } = '=';

    protected override void ProcessRecord()
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var line in StringData.Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.Length > 0 && line[0] != '#'))
        {
            var split = line.IndexOf(Delimiter, StringComparison.Ordinal);
            if (split < 0)
            {
                throw new PSInvalidOperationException($"Data line '{line}' is not in 'name{Delimiter}value' format.");
            }

            table.Add(line[..split].Trim(), Regex.Unescape(line[(split + 1)..].Trim()));
        }

        WriteObject(table);
    }
}
