using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HaVip.PowerShell.Remoting;

/// <summary>
/// Objects of the module as JSON and back, whole and of their own types: PowerShell's own way through a session keeps
/// one level of properties and no type. What is calculated from others is not in it.
/// </summary>
internal static class ObjectText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SetInternally } },
    };

    /// <summary>Nothing else is made of what another machine sends.</summary>
    private static readonly Dictionary<string, Type> Types = new[]
    {
        typeof(InstanceState), typeof(InstanceStatistic), typeof(NodeEvent), typeof(FailoverResult), typeof(CheckResult),
        typeof(NodeInstallation),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    public static string Write(object value) => JsonSerializer.Serialize(
        new ObjectEnvelope(value.GetType().Name, JsonSerializer.SerializeToElement(value, value.GetType(), Options)), Options);

    /// <exception cref="JsonException">It is none, or of a type that is not known here.</exception>
    public static object Read(string text)
    {
        var envelope = JsonSerializer.Deserialize<ObjectEnvelope>(text, Options)
            ?? throw new JsonException("There is nothing in it.");
        return Types.TryGetValue(envelope.Type ?? "", out var type)
            ? envelope.Value.Deserialize(type, Options) ?? throw new JsonException($"There is no {envelope.Type} in it.")
            : throw new JsonException($"A {envelope.Type} is not known.");
    }

    /// <summary>The objects are for users to read: their setters are internal.</summary>
    private static void SetInternally(JsonTypeInfo type)
    {
        if (type.Type.Namespace != nameof(HaVip)) return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = (PropertyInfo)type.Properties[i].AttributeProvider!;
            if (property.SetMethod is null) type.Properties.RemoveAt(i);
            else type.Properties[i].Set = property.SetValue;
        }
    }

    private sealed record ObjectEnvelope(string? Type, JsonElement Value);
}
