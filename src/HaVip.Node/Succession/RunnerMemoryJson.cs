using System.Text.Json.Serialization;
using HaVip.Core.Succession;

namespace HaVip.Node.Succession;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(InstantConverter), typeof(DurationConverter), typeof(IpAddressConverter), typeof(IpPrefixConverter),
        typeof(MacAddressConverter),
    ])]
[JsonSerializable(typeof(RunnerMemory))]
internal sealed partial class RunnerMemoryJson : JsonSerializerContext;
