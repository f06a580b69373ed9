using System.Runtime.InteropServices;
using HaVip.Linux.Native;

namespace HaVip.Linux.Netlink;

/// <summary>Walks attributes, ending at the first length that does not fit; <see cref="IsMalformed"/> says so.</summary>
internal ref struct AttributeCursor(ReadOnlySpan<byte> attributes)
{
    private ReadOnlySpan<byte> _rest = attributes;

    public bool IsMalformed { get; private set; }

    public bool TryRead(out NetlinkAttribute attribute)
    {
        attribute = default;
        if (_rest.Length < AttributeHeader.Size) return Malformed(!_rest.IsEmpty);
        var header = MemoryMarshal.Read<AttributeHeader>(_rest);
        if (header.rta_len < AttributeHeader.Size || header.rta_len > _rest.Length) return Malformed(true);
        var type = (ushort)(header.rta_type & NetlinkConstants.NLA_TYPE_MASK);
        attribute = new NetlinkAttribute(type, _rest[AttributeHeader.Size..header.rta_len]);
        _rest = _rest[Math.Min(NetlinkCursor.Align(header.rta_len), _rest.Length)..];
        return true;
    }

    private bool Malformed(bool malformed)
    {
        _rest = default;
        IsMalformed |= malformed;
        return false;
    }
}
