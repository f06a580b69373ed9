using System.Management.Automation;
using System.Text.Json;
using HaVip.Core.Control;
using HaVip.Core.Wire;

namespace HaVip.PowerShell.Tracing;

/// <summary>Turns a line of the tracer into what the cmdlet writes.</summary>
internal static class TraceReader
{
    /// <exception cref="HaVipException">TraceFailed where the line is not one of the tracer's.</exception>
    public static Advertisement Read(string line, string? networkNamespace)
    {
        try
        {
            var traced = JsonSerializer.Deserialize(line, ControlJson.Default.TracedAdvertisement);
            return Describe(traced ?? throw new JsonException("null"), networkNamespace);
        }
        catch (JsonException e)
        {
            const string Advice = "Use the node runner of this module: build it anew, or install the package again.";
            throw new HaVipException(
                "TraceFailed", ErrorCategory.InvalidData, $"The tracer wrote '{line}': {e.Message}", Advice, line, e);
        }
    }

    private static Advertisement Describe(TracedAdvertisement traced, string? networkNamespace) => new()
    {
        Time = UnixTime.ToLocal(traced.TimeUnixMicroseconds),
        NetworkNamespace = networkNamespace,
        Interface = traced.Interface,
        Direction = traced.Direction,
        Source = traced.Source,
        SourceMac = traced.SourceMac,
        Destination = traced.Destination,
        TimeToLive = traced.TimeToLive,
        AddressFamily = traced.AddressFamily,
        Version = traced.Version,
        Type = traced.Type,
        VirtualRouterId = traced.VirtualRouterId,
        Priority = traced.Priority,
        AdvertisementInterval =
            traced.AdvertisementIntervalMicroseconds is { } interval ? UnixTime.ToSpan(interval) : null,
        AuthenticationType = traced.AuthenticationType,
        ChecksumForm = traced.Checksum,
        VirtualAddress = [.. traced.VirtualAddresses],
        Hmac = Signature(traced),
        Instance = traced.Instance,
        RejectReason = traced.Rejected == RejectReason.None ? null : traced.Rejected,
        Reason = traced.Reason,
        Length = traced.Length,
    };

    private static HmacSignature? Signature(TracedAdvertisement traced) => traced.HmacKeyId is not { } keyId
        ? null
        : new HmacSignature
        {
            KeyId = keyId,
            Time = UnixTime.ToLocal(traced.HmacUnixMicroseconds ?? 0),
            Counter = traced.HmacCounter ?? 0,
        };
}
