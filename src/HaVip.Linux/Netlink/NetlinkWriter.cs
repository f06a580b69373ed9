using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using HaVip.Core.Values;
using HaVip.Linux.Native;

namespace HaVip.Linux.Netlink;

/// <summary>Writes messages one behind the other into a buffer. A buffer too small is a programming error.</summary>
internal ref struct NetlinkWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _messageStart;

    /// <summary>Bytes written, padding included.</summary>
    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _buffer[..Length];

    public void Begin<T>(ushort type, ushort flags, uint sequence, in T family)
        where T : unmanaged
    {
        _messageStart = Length;
        Append(new NetlinkHeader { nlmsg_type = type, nlmsg_flags = flags, nlmsg_seq = sequence });
        Append(family);
    }

    /// <summary>Writes the length of the message begun last.</summary>
    public readonly void End()
    {
        var length = (uint)(Length - _messageStart);
        MemoryMarshal.Write(_buffer[_messageStart..], in length);
    }

    /// <summary>Takes NLM_F_ACK from the message written last: it is answered only where it is refused.</summary>
    public readonly void ExpectNoAnswer()
    {
        var header = MemoryMarshal.Read<NetlinkHeader>(_buffer[_messageStart..]);
        header.nlmsg_flags &= unchecked((ushort)~NetlinkConstants.NLM_F_ACK);
        MemoryMarshal.Write(_buffer[_messageStart..], in header);
    }

    public void Attribute(ushort type, IpAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        Attribute(type, bytes[..address.CopyTo(bytes)]);
    }

    public void Attribute(ushort type, string text)
    {
        Span<byte> bytes = stackalloc byte[256];
        var length = Encoding.UTF8.GetBytes(text, bytes[..^1]);
        bytes[length] = 0;
        Attribute(type, bytes[..(length + 1)]);
    }

    public void Attribute<T>(ushort type, T value)
        where T : unmanaged =>
        Attribute(type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public void Attribute(ushort type, scoped ReadOnlySpan<byte> data)
    {
        var length = (ushort)(AttributeHeader.Size + data.Length);
        Append(new AttributeHeader { rta_len = length, rta_type = type });
        data.CopyTo(_buffer[Length..]);
        Pad(data.Length);
    }

    /// <summary>A number in network byte order, as netfilter has them.</summary>
    public void NetworkOrder(ushort type, uint value) => Attribute(type, BinaryPrimitives.ReverseEndianness(value));

    /// <summary>Begins an attribute that holds attributes; returns its place, for <see cref="Close"/>.</summary>
    public int Open(ushort type)
    {
        var place = Length;
        Append(new AttributeHeader { rta_type = (ushort)(type | NetlinkConstants.NLA_F_NESTED) });
        return place;
    }

    /// <summary>Writes the length of the attribute begun there.</summary>
    public readonly void Close(int place)
    {
        var length = checked((ushort)(Length - place));
        MemoryMarshal.Write(_buffer[place..], in length);
    }

    private void Append<T>(in T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(_buffer[Length..], in value);
        Pad(Unsafe.SizeOf<T>());
    }

    private void Pad(int written)
    {
        var end = NetlinkCursor.Align(Length + written);
        _buffer[(Length + written)..end].Clear();
        Length = end;
    }
}
