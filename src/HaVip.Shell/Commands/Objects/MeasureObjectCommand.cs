using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Counts, sums and compares values, or counts lines, words and characters.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Object", DefaultParameterSetName = "GenericMeasure")]
[OutputType(typeof(GenericMeasureInfo), typeof(TextMeasureInfo))]
public sealed class MeasureObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _objects = [];
    private readonly ObjectComparer _comparer = new(caseSensitive: false);

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter(ParameterSetName = "GenericMeasure")]
    public SwitchParameter Sum { get; set; }

    [Parameter(ParameterSetName = "GenericMeasure")]
    public SwitchParameter AllStats { get; set; }

    [Parameter(ParameterSetName = "GenericMeasure")]
    public SwitchParameter Average { get; set; }

    [Parameter(ParameterSetName = "GenericMeasure")]
    public SwitchParameter Maximum { get; set; }

    [Parameter(ParameterSetName = "GenericMeasure")]
    public SwitchParameter Minimum { get; set; }

    [Parameter(ParameterSetName = "GenericMeasure")]
    public SwitchParameter StandardDeviation { get; set; }

    [Parameter(ParameterSetName = "TextMeasure")]
    public SwitchParameter Line { get; set; }

    [Parameter(ParameterSetName = "TextMeasure")]
    public SwitchParameter Word { get; set; }

    [Parameter(ParameterSetName = "TextMeasure")]
    public SwitchParameter Character { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            _objects.Add(InputObject);
        }
    }

    protected override void EndProcessing()
    {
        if (Property is null)
        {
            WriteObject(Measure([.. _objects.Select(value => value.BaseObject)], null));
            return;
        }

        foreach (var name in Property)
        {
            var selector = PropertySelector.From([name])[0];
            var values = _objects.Where(selector.ExistsIn).Select(selector.ValueOf).Where(value => value is not null)
                .Select(value => PSObject.AsPSObject(value!).BaseObject).ToList();
            if (values.Count == 0)
            {
                WriteError(new ErrorRecord(
                    new PSArgumentException($"The property \"{name}\" cannot be found in the input for any objects."),
                    "GenericMeasurePropertyNotFound",
                    ErrorCategory.InvalidArgument,
                    null));
                continue;
            }

            WriteObject(Measure(values, name.ToString()));
        }
    }

    private object Measure(IReadOnlyList<object> values, string? property) => ParameterSetName == "TextMeasure"
        ? MeasureText([.. values.Select(value => value.ToString() ?? "")], property)
        : MeasureValues(values, property);

    private TextMeasureInfo MeasureText(IReadOnlyList<string> texts, string? property) => new()
    {
        Lines = Line ? texts.Sum(text => text.Length == 0 ? 0 : text.TrimEnd('\n').Count(c => c == '\n') + 1) : null,
        Words = Word ? texts.Sum(text => text.Split([' ', '\t', '\r', '\n'],
            StringSplitOptions.RemoveEmptyEntries).Length) : null,
        Characters = Character ? texts.Sum(text => text.Length) : null,
        Property = property,
    };

    private GenericMeasureInfo MeasureValues(IReadOnlyList<object> values, string? property)
    {
        var numeric = Sum || Average || StandardDeviation || AllStats;
        var numbers = numeric ? values.SelectMany(Number).ToList() : [];
        var average = numbers.Count > 0 ? numbers.Average() : 0;
        var divisor = Math.Max(1, numbers.Count - 1);
        return new GenericMeasureInfo
        {
            Count = values.Count,
            Property = property,
            Sum = Sum || AllStats ? numbers.Sum() : null,
            Average = Average || AllStats ? average : null,
            StandardDeviation = StandardDeviation || AllStats
                ? Math.Sqrt(numbers.Sum(number => (number - average) * (number - average)) / divisor)
                : null,
            Maximum = Maximum || AllStats ? Extreme(values.Max(_comparer)) : null,
            Minimum = Minimum || AllStats ? Extreme(values.Min(_comparer)) : null,
        };
    }

    // Numbers are given as Double, whatever they were, as their measures are.
    private static object? Extreme(object? value) =>
        LanguagePrimitives.TryConvertTo<double>(value, CultureInfo.InvariantCulture, out var number) ? number : value;

    private IEnumerable<double> Number(object value)
    {
        if (LanguagePrimitives.TryConvertTo<double>(value, CultureInfo.InvariantCulture, out var number))
        {
            return [number];
        }

        WriteError(new ErrorRecord(
            new PSInvalidCastException($"Input object \"{value}\" is not numeric."),
            "NonNumericInputObject",
            ErrorCategory.InvalidType,
            value));
        return [];
    }
}
