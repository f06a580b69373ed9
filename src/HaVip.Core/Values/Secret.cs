using System.Security.Cryptography;

namespace HaVip.Core.Values;

/// <summary>Bytes that are compared by value, in constant time, and never shown.</summary>
public sealed class Secret : IEquatable<Secret>
{
    private readonly byte[] _bytes;

    public Secret(ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

    public int Length => _bytes.Length;

    public ReadOnlySpan<byte> Bytes => _bytes;

    public bool Equals(Secret? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <summary>The length alone: a hash of the bytes would tell something of them.</summary>
    public override int GetHashCode() => _bytes.Length;

    public override string ToString() => "********";
}
