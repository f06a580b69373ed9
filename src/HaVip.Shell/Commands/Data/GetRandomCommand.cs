using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A random number below <c>-Maximum</c>, or elements of the input drawn without putting back.</summary>
[Cmdlet(VerbsCommon.Get, "Random", DefaultParameterSetName = "RandomNumberParameterSet")]
public sealed class GetRandomCommand : PSCmdlet
{
    private const string ListItemSet = "RandomListItemParameterSet";

    private readonly List<object?> _items = [];

    [Parameter]
    public int? SetSeed { get; set; }

    [Parameter(Position = 0, ParameterSetName = "RandomNumberParameterSet")]
    public object? Maximum { get; set; }

    [Parameter(ParameterSetName = "RandomNumberParameterSet")]
    public object? Minimum { get; set; }

    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = ListItemSet)]
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = "ShuffleParameterSet")]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[] InputObject { get; set; } = [];

    [Parameter(ParameterSetName = "RandomNumberParameterSet")]
    [Parameter(ParameterSetName = ListItemSet)]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    [Parameter(Mandatory = true, ParameterSetName = "ShuffleParameterSet")]
    public SwitchParameter Shuffle { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName != "RandomNumberParameterSet")
        {
            _items.AddRange(InputObject);
        }
    }

    protected override void EndProcessing()
    {
        var random = SetSeed is { } seed ? new Random(seed) : Random.Shared;
        if (ParameterSetName != "RandomNumberParameterSet")
        {
            var items = _items.ToArray();
            random.Shuffle(items);
            WriteObject(items.Take(Shuffle ? items.Length : Count), enumerateCollection: true);
            return;
        }

        for (var i = 0; i < Count; i++)
        {
            WriteNumber(random);
        }
    }

    // The number is of the wider type of its bounds: Int32, Int64 or Double.
    private void WriteNumber(Random random)
    {
        var low = Bound(Minimum, 0);
        var high = Bound(Maximum, int.MaxValue);
        if (low is double || high is double)
        {
            var from = Convert.ToDouble(low, CultureInfo.InvariantCulture);
            WriteObject(from + (random.NextDouble() * (Convert.ToDouble(high, CultureInfo.InvariantCulture) - from)));
            return;
        }

        var number = random.NextInt64(Convert.ToInt64(low, CultureInfo.InvariantCulture),
            Convert.ToInt64(high, CultureInfo.InvariantCulture));
        if (low is int && high is int)
        {
            WriteObject((int)number);
        }
        else
        {
            WriteObject(number);
        }
    }

    private static object Bound(object? value, int otherwise)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null => otherwise,
            int or long or double => plain,
            float or decimal => Convert.ToDouble(plain, CultureInfo.InvariantCulture),
            _ when LanguagePrimitives.TryConvertTo<int>(plain, out var narrow) => narrow,
            _ => LanguagePrimitives.ConvertTo<long>(plain),
        };
    }
}
