using System.Text.Json;
using System.Text.Json.Serialization;
using HaVip.Core.Values;

namespace HaVip.Core.Succession;

/// <summary>The 48 bits as a number.</summary>
public sealed class MacAddressConverter : JsonConverter<MacAddress>
{
    public override MacAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetUInt64());

    public override void Write(Utf8JsonWriter writer, MacAddress value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value.Bits);
    }
}
