using System.Text.Json;
using System.Text.Json.Serialization;

namespace HaVip.Node.Holds;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(HoldDocument))]
internal sealed partial class HoldJson : JsonSerializerContext;
