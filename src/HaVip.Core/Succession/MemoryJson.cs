using System.Text.Json.Serialization;

namespace HaVip.Core.Succession;

/// <summary>The JSON of a <see cref="NodeMemory"/>: camel case, enums by name, unknown members skipped, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(InstantConverter), typeof(DurationConverter), typeof(IpAddressConverter), typeof(MacAddressConverter),
    ])]
[JsonSerializable(typeof(NodeMemory))]
public sealed partial class MemoryJson : JsonSerializerContext;
