using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Leaves out an object that equals the one before it.</summary>
[Cmdlet(VerbsCommon.Get, "Unique")]
public sealed class GetUniqueCommand : PSCmdlet
{
    private PSObject? _last;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public SwitchParameter AsString { get; set; }

    [Parameter]
    public SwitchParameter CaseInsensitive { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        var comparer = new ObjectComparer(!CaseInsensitive);
        if (_last is null || comparer.Compare(Key(_last), Key(InputObject)) != 0)
        {
            WriteObject(InputObject);
        }

        _last = InputObject;
    }

    private object Key(PSObject value) => AsString ? value.ToString() : value;
}
