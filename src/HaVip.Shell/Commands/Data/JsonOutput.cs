using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Objects as JSON: properties of objects, entries of dictionaries, down to a depth, below it their text.
/// </summary>
internal sealed class JsonOutput(int depth, bool enumsAsStrings, Action depthExceeded)
{
    public string Write(object? value, bool compress)
    {
        var text = new JsonText(indented: !compress);
        Put(text, value, 0);
        return text.ToString();
    }

    private void Put(JsonText text, object? value, int level)
    {
        var wrapped = value as PSObject;
        var plain = wrapped?.BaseObject ?? value;
        if (PutScalar(text, plain))
        {
            return;
        }

        if (level > depth)
        {
            depthExceeded();
            text.String(PSObject.AsPSObject(value!).ToString());
            return;
        }

        switch (plain)
        {
            case IDictionary entries:
                PutMembers(text, entries.Keys.Cast<object>().Select(key => (key.ToString()!, entries[key])), level);
                break;
            case IEnumerable items:
                PutItems(text, items, level);
                break;
            default:
                PutMembers(text, Properties(wrapped ?? PSObject.AsPSObject(plain!)), level);
                break;
        }
    }

    private static IEnumerable<(string Name, object? Value)> Properties(PSObject value)
    {
        foreach (var property in value.Properties)
        {
            object? content = null;
            try
            {
                content = property.IsGettable ? property.Value : null;
            }
            catch (GetValueException)
            {
                // A property that cannot be read is null in JSON, as it is when shown in a table.
            }

            yield return (property.Name, content);
        }
    }

    private bool PutScalar(JsonText text, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                text.Literal("null");
                return true;
            case bool truth:
                text.Literal(truth ? "true" : "false");
                return true;
            case Enum constant when !enumsAsStrings:
                text.Literal(constant.ToString("d"));
                return true;
            case DateTime or DateTimeOffset:
                text.String(Instant(value));
                return true;
            case string or char or Enum or Guid or Uri or Version:
                text.String(value.ToString()!);
                return true;
            case double or float:
                PutReal(text, (IConvertible)value);
                return true;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal
                or System.Numerics.BigInteger:
                text.Literal(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                return true;
            default:
                return false;
        }
    }

    // Whole numbers keep a fraction, so that they come back as what they were; JSON has no NaN and no infinity.
    private static void PutReal(JsonText text, IConvertible value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);
        if (!double.IsFinite(value.ToDouble(CultureInfo.InvariantCulture)))
        {
            text.String(digits);
        }
        else
        {
            text.Literal(digits.AsSpan().ContainsAny(".E") ? digits : digits + ".0");
        }
    }

    private static string Instant(object value) => value is DateTime time
        ? time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)
        : ((DateTimeOffset)value).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    private void PutMembers(JsonText text, IEnumerable<(string Name, object? Value)> members, int level)
    {
        text.Begin('{');
        foreach (var (name, value) in members)
        {
            text.Next();
            text.Name(name);
            Put(text, value, level + 1);
        }

        text.End('}');
    }

    private void PutItems(JsonText text, IEnumerable items, int level)
    {
        text.Begin('[');
        foreach (var item in items)
        {
            text.Next();
            Put(text, item, level + 1);
        }

        text.End(']');
    }
}
