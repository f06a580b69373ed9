using System.Text.Json;
using System.Text.Json.Serialization;
using HaVip.Core.Values;

namespace HaVip.Core.Succession;

/// <summary>Address and length as they are written everywhere: <c>192.168.7.100/24</c>; empty for the default value.</summary>
public sealed class IpPrefixConverter : JsonConverter<IpPrefix>
{
    public override IpPrefix Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        if (text.Length == 0) return default;
        return IpPrefix.TryParse(text, out var prefix) ? prefix : throw new JsonException($"'{text}' is no prefix.");
    }

    public override void Write(Utf8JsonWriter writer, IpPrefix value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Family == AddressFamily.None ? "" : value.ToString());
    }
}
