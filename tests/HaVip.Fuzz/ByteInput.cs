using System.Buffers.Binary;

namespace HaVip.Fuzz;

/// <summary>Takes an input apart from its front; what is not there reads as zero.</summary>
internal ref struct ByteInput(ReadOnlySpan<byte> bytes)
{
    public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

    public readonly bool IsEmpty => Rest.IsEmpty;

    public byte Byte()
    {
        var taken = Take(1);
        return taken.IsEmpty ? (byte)0 : taken[0];
    }

    public short Int16()
    {
        Span<byte> both = [Byte(), Byte()];
        return BinaryPrimitives.ReadInt16BigEndian(both);
    }

    /// <summary>As many bytes as there are, at most <paramref name="count"/>.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        var taken = Rest[..Math.Min(count, Rest.Length)];
        Rest = Rest[taken.Length..];
        return taken;
    }
}
