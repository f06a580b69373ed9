using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>The trailer of keepalived 2.4.2 and later (draft-cassen-vrrp-auth-hmac) for version 3 and 2.</summary>
public sealed record HmacAuthentication
{
    /// <summary>One to 255 keys by id; more than one while keys are rotated.</summary>
    public IReadOnlyList<HmacKey> Keys { get; init; } = [];

    /// <summary>The id of the key that signs.</summary>
    public byte ActiveKey { get; init; }

    public HmacAntiReplay AntiReplay { get; init; }

    /// <summary>
    /// Time: how far a sender's clock may be off, 1 s to 300 s; null means three advertisement intervals, at least 5 s.
    /// </summary>
    public Duration? Window { get; init; }

    public HmacMode Mode { get; init; }

    public HmacKey? Find(byte id)
    {
        for (var i = 0; i < Keys.Count; i++)
        {
            if (Keys[i].Id == id) return Keys[i];
        }

        return null;
    }

    public bool Equals(HmacAuthentication? other) =>
        other is not null && ActiveKey == other.ActiveKey && AntiReplay == other.AntiReplay
        && Window == other.Window && Mode == other.Mode && Keys.SequenceEqual(other.Keys);

    public override int GetHashCode() => HashCode.Combine(ActiveKey, AntiReplay, Window, Mode, Keys.Count);
}
