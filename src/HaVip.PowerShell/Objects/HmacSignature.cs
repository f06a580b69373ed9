namespace HaVip;

/// <summary>Who signed a packet and when, as its HMAC trailer says; whether that is true only a key can tell.</summary>
public sealed class HmacSignature
{
    public byte KeyId { get; internal init; }

    /// <summary>The sender's clock, or a sequence that looks like one.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>Counts what was signed in one moment.</summary>
    public int Counter { get; internal init; }

    public override string ToString() => $"key {KeyId}";
}
