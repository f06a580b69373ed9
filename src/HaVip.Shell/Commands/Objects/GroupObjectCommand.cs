using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Groups objects by the value of properties, ordered by that value.</summary>
[Cmdlet(VerbsData.Group, "Object", DefaultParameterSetName = "Default")]
public sealed class GroupObjectCommand : PSCmdlet
{
    private readonly List<GroupInfo> _groups = [];
    private IReadOnlyList<PropertySelector> _selectors = [];
    private ObjectComparer _comparer = new(caseSensitive: false);

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter NoElement { get; set; }

    [Parameter(ParameterSetName = "HashTable")]
    [Alias("AHT")]
    public SwitchParameter AsHashTable { get; set; }

    [Parameter(ParameterSetName = "HashTable")]
    public SwitchParameter AsString { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    protected override void BeginProcessing()
    {
        _selectors = PropertySelector.From(Property);
        _comparer = new ObjectComparer(CaseSensitive);
    }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        List<object?> values = _selectors.Count == 0
            ? [InputObject.BaseObject is PSCustomObject ? InputObject.ToString() : InputObject.BaseObject]
            : [.. _selectors.Select(selector => selector.ValueOf(InputObject))];
        var group = _groups.Find(known => known.Values.SequenceEqual(values, _comparer));
        if (group is null)
        {
            group = new GroupInfo(string.Join(", ", values.Select(Text)), values);
            _groups.Add(group);
        }

        group.Group.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        if (AsHashTable)
        {
            WriteObject(Table());
            return;
        }

        var ordered = _groups.Order(Comparer<GroupInfo>.Create(Compare));
        WriteObject(NoElement ? ordered.Select(group => new GroupInfoNoElement(group)) : ordered, true);
    }

    private Hashtable Table()
    {
        var table = new Hashtable(
            CaseSensitive ? StringComparer.CurrentCulture : StringComparer.CurrentCultureIgnoreCase);
        foreach (var group in _groups)
        {
            table.Add(AsString || group.Values[0] is null ? group.Name : Plain(group.Values[0]!), group.Group);
        }

        return table;
    }

    private int Compare(GroupInfo x, GroupInfo y) => x.Values.Zip(y.Values)
        .Select(pair => _comparer.Compare(pair.First, pair.Second)).FirstOrDefault(order => order != 0);

    private static object Plain(object value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static string Text(object? value) => value is null ? "" : PSObject.AsPSObject(value).ToString();
}
