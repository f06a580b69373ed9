using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sorts; the order of equal objects is kept.</summary>
[Cmdlet("Sort", "Object")]
public sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _objects = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter Descending { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    [Parameter]
    public SwitchParameter Stable { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = int.MaxValue;

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Bottom { get; set; } = int.MaxValue;

    [Parameter]
    public string? Culture { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            _objects.Add(InputObject);
        }
    }

    protected override void EndProcessing()
    {
        var comparer = new ObjectComparer(CaseSensitive);
        var selectors = PropertySelector.From(Property);
        var keyed = _objects.Select(value => (Value: value, Keys: KeysOf(value, selectors))).ToList();
        var sorted = keyed.Order(Comparer<(PSObject Value, object?[] Keys)>.Create(
            (x, y) => CompareKeys(x.Keys, y.Keys, selectors, comparer))).ToList();
        if (Unique)
        {
            sorted = WithoutRepeats(sorted, selectors, comparer);
        }

        var start = Bottom == int.MaxValue ? 0 : Math.Max(0, sorted.Count - Bottom);
        sorted.Skip(start).Take(Top).ToList().ForEach(entry => WriteObject(entry.Value));
    }

    private static object?[] KeysOf(PSObject value, IReadOnlyList<PropertySelector> selectors) => selectors.Count == 0
        ? [value.BaseObject is PSCustomObject ? value.ToString() : value.BaseObject]
        : [.. selectors.Select(selector => selector.ValueOf(value))];

    private int CompareKeys(
        object?[] x, object?[] y, IReadOnlyList<PropertySelector> selectors, ObjectComparer comparer)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var order = comparer.Compare(x[i], y[i]);
            if (order != 0)
            {
                var descending = (selectors.Count > i ? selectors[i].Descending : null) ?? Descending.IsPresent;
                return descending ? -order : order;
            }
        }

        return 0;
    }

    private List<(PSObject Value, object?[] Keys)> WithoutRepeats(
        List<(PSObject Value, object?[] Keys)> sorted,
        IReadOnlyList<PropertySelector> selectors,
        ObjectComparer comparer)
    {
        var kept = new List<(PSObject Value, object?[] Keys)>();
        foreach (var entry in sorted)
        {
            if (kept.Count == 0 || CompareKeys(kept[^1].Keys, entry.Keys, selectors, comparer) != 0)
            {
                kept.Add(entry);
            }
        }

        return kept;
    }
}
