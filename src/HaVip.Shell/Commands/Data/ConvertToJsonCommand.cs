using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsData.ConvertTo, "Json")]
[OutputType(typeof(string))]
public sealed class ConvertToJsonCommand : PSCmdlet
{
    private readonly List<object?> _values = [];

    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    [Parameter]
    [ValidateRange(0, 100)]
    public int Depth { get; set; } = 2;

    [Parameter]
    public SwitchParameter Compress { get; set; }

    [Parameter]
    public SwitchParameter EnumsAsStrings { get; set; }

    [Parameter]
    public SwitchParameter AsArray { get; set; }

    protected override void ProcessRecord() => _values.Add(InputObject);

    protected override void EndProcessing()
    {
        if (_values.Count == 0)
        {
            return;
        }

        var warned = false;
        var output = new JsonOutput(Depth, EnumsAsStrings, () =>
        {
            if (!warned)
            {
                warned = true;
                WriteWarning($"Resulting JSON is truncated as serialization has exceeded the set depth of {Depth}.");
            }
        });
        WriteObject(output.Write(_values.Count > 1 || AsArray ? _values : _values[0], Compress));
    }
}
