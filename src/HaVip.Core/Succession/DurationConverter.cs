using System.Text.Json;
using System.Text.Json.Serialization;
using HaVip.Core.Values;

namespace HaVip.Core.Succession;

/// <summary>A number of microseconds.</summary>
public sealed class DurationConverter : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value.Microseconds);
    }
}
