using System.Text.Json;
using System.Text.Json.Serialization;

namespace HaVip.Core.Control;

/// <summary>
/// The JSON of the control protocol and of traces: camel case, enums by name, unknown members skipped, nulls left out.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlResponse))]
[JsonSerializable(typeof(TracedAdvertisement))]
public sealed partial class ControlJson : JsonSerializerContext;
