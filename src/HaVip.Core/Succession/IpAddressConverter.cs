using System.Text.Json;
using System.Text.Json.Serialization;
using HaVip.Core.Values;

namespace HaVip.Core.Succession;

/// <summary>The usual text of an address; empty for the default value.</summary>
public sealed class IpAddressConverter : JsonConverter<IpAddress>
{
    public override IpAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        if (text.Length == 0) return default;
        return IpAddress.TryParse(text, out var address) ? address : throw new JsonException($"'{text}' is no address.");
    }

    public override void Write(Utf8JsonWriter writer, IpAddress value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
