using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsData.ConvertFrom, "Json")]
public sealed class ConvertFromJsonCommand : PSCmdlet
{
    private readonly List<string> _lines = [];

    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; } = 1024;

    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    protected override void ProcessRecord() => _lines.Add(InputObject);

    protected override void EndProcessing()
    {
        // Lines of one document, or a document on each line: the first line tells.
        if (_lines.Count > 1 && IsComplete(_lines[0]))
        {
            _lines.ForEach(Convert);
        }
        else if (_lines.Any(line => !string.IsNullOrWhiteSpace(line)))
        {
            Convert(string.Join(Environment.NewLine, _lines));
        }
    }

    private static bool IsComplete(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Convert(string text)
    {
        try
        {
            var options = new JsonDocumentOptions
            {
                MaxDepth = Depth,
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
            };
            using var document = JsonDocument.Parse(text, options);
            WriteObject(Value(document.RootElement), enumerateCollection: !NoEnumerate
                && document.RootElement.ValueKind == JsonValueKind.Array);
        }
        catch (JsonException failure)
        {
            ThrowTerminatingError(new ErrorRecord(
                new ArgumentException("Conversion from JSON failed with error: " + failure.Message, failure),
                "System.ArgumentException",
                ErrorCategory.NotSpecified,
                null));
        }
    }

    private object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when AsHashtable => Table(element),
        JsonValueKind.Object => Members(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => Text(element.GetString()!),
        JsonValueKind.Number => Number(element.GetRawText()),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private OrderedDictionary Table(JsonElement element)
    {
        var table = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            table[member.Name] = Value(member.Value);
        }

        return table;
    }

    private PSObject Members(JsonElement element)
    {
        var result = new PSObject();
        foreach (var member in element.EnumerateObject())
        {
            if (result.Properties[member.Name] is { } present && present.Name != member.Name)
            {
                throw new JsonException(
                    $"The keys '{present.Name}' and '{member.Name}' differ in case only. Use -AsHashtable.");
            }

            result.Properties.Remove(member.Name);
            result.Properties.Add(new PSNoteProperty(member.Name, Value(member.Value)));
        }

        return result;
    }

    // Text that is an ISO 8601 instant becomes one; other forms of dates stay text.
    private static object Text(string text)
    {
        const string LocalForm = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";
        return text.Length >= 19 && text[10] == 'T' && DateTime.TryParseExact(text, LocalForm,
            CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : text;
    }

    private static object Number(string text)
    {
        if (text.AsSpan().ContainsAny(".eE"))
        {
            return double.Parse(text, CultureInfo.InvariantCulture);
        }

        if (long.TryParse(text, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return BigInteger.Parse(text, CultureInfo.InvariantCulture);
    }
}
