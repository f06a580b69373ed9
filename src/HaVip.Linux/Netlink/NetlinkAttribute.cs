using System.Runtime.InteropServices;
using System.Text;
using HaVip.Core.Values;

namespace HaVip.Linux.Netlink;

/// <summary>One attribute. The readers give the default value for data of the wrong length.</summary>
internal readonly ref struct NetlinkAttribute(ushort type, ReadOnlySpan<byte> data)
{
    public ushort Type { get; } = type;

    public ReadOnlySpan<byte> Data { get; } = data;

    public byte AsByte() => Data.Length >= 1 ? Data[0] : (byte)0;

    public uint AsUInt32() => MemoryMarshal.TryRead<uint>(Data, out var value) ? value : 0;

    public IpAddress AsAddress() => Data.Length is 4 or 16 ? IpAddress.FromBytes(Data) : default;

    /// <summary>Text ends at its zero, or at the end of the data where there is none.</summary>
    public string AsText()
    {
        var end = Data.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? Data : Data[..end]);
    }

    public AttributeCursor AsNested() => new(Data);
}
