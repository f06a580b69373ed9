using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>Objects as JSON: properties of objects, entries of dictionaries, down to a depth, below it their text.</summary>
internal sealed class JsonOutput(int depth, bool enumsAsStrings, Action depthExceeded)
{
    public string Write(object? value, bool compress)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = !compress,
            NewLine = Environment.NewLine,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 1000,
        };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            Put(writer, value, 0);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private void Put(Utf8JsonWriter writer, object? value, int level)
    {
        var wrapped = value as PSObject;
        var plain = wrapped?.BaseObject ?? value;
        if (PutScalar(writer, plain))
        {
            return;
        }

        if (level > depth)
        {
            depthExceeded();
            writer.WriteStringValue(PSObject.AsPSObject(value!).ToString());
            return;
        }

        switch (plain)
        {
            case IDictionary entries:
                PutMembers(writer, entries.Cast<DictionaryEntry>().Select(e => (e.Key.ToString()!, e.Value)), level);
                break;
            case IEnumerable items:
                PutItems(writer, items, level);
                break;
            default:
                PutMembers(writer, Properties(wrapped ?? PSObject.AsPSObject(plain!)), level);
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

    private bool PutScalar(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                writer.WriteNullValue();
                return true;
            case bool truth:
                writer.WriteBooleanValue(truth);
                return true;
            case Enum constant when !enumsAsStrings:
                writer.WriteRawValue(constant.ToString("d"));
                return true;
            case DateTime or DateTimeOffset:
                writer.WriteStringValue(Instant(value));
                return true;
            case string or char or Enum or Guid or Uri or Version or TimeSpan when value is not TimeSpan:
                writer.WriteStringValue(value.ToString());
                return true;
            case double real:
                PutReal(writer, real, real.ToString("R", CultureInfo.InvariantCulture));
                return true;
            case float real:
                PutReal(writer, real, real.ToString("R", CultureInfo.InvariantCulture));
                return true;
            case SwitchParameter flag:
                writer.WriteStartObject();
                writer.WriteBoolean("IsPresent", flag.IsPresent);
                writer.WriteEndObject();
                return true;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal
                or System.Numerics.BigInteger:
                writer.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                return true;
            default:
                return false;
        }
    }

    private static void PutReal(Utf8JsonWriter writer, double value, string text)
    {
        if (!double.IsFinite(value))
        {
            writer.WriteStringValue(text);
        }
        else
        {
            // Whole numbers keep a fraction, so that they come back as what they were.
            writer.WriteRawValue(text.AsSpan().ContainsAny(".E") ? text : text + ".0");
        }
    }

    private static string Instant(object value) => value is DateTime time
        ? time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)
        : ((DateTimeOffset)value).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    private void PutMembers(Utf8JsonWriter writer, IEnumerable<(string Name, object? Value)> members, int level)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            Put(writer, value, level + 1);
        }

        writer.WriteEndObject();
    }

    private void PutItems(Utf8JsonWriter writer, IEnumerable items, int level)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Put(writer, item, level + 1);
        }

        writer.WriteEndArray();
    }
}
