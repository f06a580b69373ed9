using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Tells which objects only one of two sets has: <c>&lt;=</c> the reference, <c>=&gt;</c> the difference.
/// </summary>
[Cmdlet(VerbsData.Compare, "Object")]
public sealed class CompareObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _difference = [];
    private IReadOnlyList<PropertySelector> _selectors = [];
    private ObjectComparer _comparer = new(caseSensitive: false);

    [Parameter(Position = 0, Mandatory = true)]
    [AllowEmptyCollection]
    public PSObject[] ReferenceObject { get; set; } = [];

    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] DifferenceObject { get; set; } = [];

    [Parameter]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter ExcludeDifferent { get; set; }

    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    protected override void BeginProcessing()
    {
        _selectors = PropertySelector.From(Property);
        _comparer = new ObjectComparer(CaseSensitive);
    }

    protected override void ProcessRecord() => _difference.AddRange(DifferenceObject);

    protected override void EndProcessing()
    {
        var unmatched = _difference.ToList();
        var missing = new List<PSObject>();
        foreach (var reference in ReferenceObject)
        {
            var match = unmatched.FindIndex(value => Same(reference, value));
            if (match < 0)
            {
                missing.Add(reference);
                continue;
            }

            unmatched.RemoveAt(match);
            if (IncludeEqual || ExcludeDifferent)
            {
                Emit(reference, "==");
            }
        }

        if (!ExcludeDifferent)
        {
            unmatched.ForEach(value => Emit(value, "=>"));
            missing.ForEach(value => Emit(value, "<="));
        }
    }

    private bool Same(PSObject x, PSObject y) => _selectors.Count == 0
        ? _comparer.Compare(x.BaseObject is PSCustomObject ? x.ToString() : x,
            y.BaseObject is PSCustomObject ? y.ToString() : y) == 0
        : _selectors.All(selector => _comparer.Compare(selector.ValueOf(x), selector.ValueOf(y)) == 0);

    private void Emit(PSObject value, string side)
    {
        if (PassThru)
        {
            value.Properties.Remove("SideIndicator");
            value.Properties.Add(new PSNoteProperty("SideIndicator", side));
            WriteObject(value);
            return;
        }

        var result = new PSObject();
        foreach (var (name, selected) in _selectors.Count == 0
            ? [("InputObject", value)]
            : _selectors.SelectMany(selector => selector.Select(value)))
        {
            result.Properties.Add(new PSNoteProperty(name, selected));
        }

        result.Properties.Add(new PSNoteProperty("SideIndicator", side));
        WriteObject(result);
    }
}
