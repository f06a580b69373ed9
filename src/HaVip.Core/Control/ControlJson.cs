using System.Text.Json;
using System.Text.Json.Serialization;

namespace HaVip.Core.Control;

/// <summary>
/// The JSON of the control protocol, of traces and probes: camel case, enums by name, unknown members skipped, nulls left out.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlResponse))]
[JsonSerializable(typeof(TracedAdvertisement))]
[JsonSerializable(typeof(NodeProbe))]
[JsonSerializable(typeof(ExchangeReport))]
public sealed partial class ControlJson : JsonSerializerContext;
