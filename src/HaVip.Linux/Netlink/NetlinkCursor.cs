using System.Runtime.InteropServices;
using HaVip.Linux.Native;

namespace HaVip.Linux.Netlink;

/// <summary>
/// Walks the messages of one datagram. Never reads past the bytes it was given: a length that does not fit ends the
/// walk and says so in <see cref="IsMalformed"/>.
/// <code>
/// nlmsghdr | family header (ifinfomsg, ifaddrmsg, rtmsg) | rtattr data pad | rtattr data pad | ...   next nlmsghdr
/// </code>
/// </summary>
internal ref struct NetlinkCursor(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    public bool IsMalformed { get; private set; }

    public bool TryRead(out NetlinkMessage message)
    {
        message = default;
        if (_rest.IsEmpty) return false;
        if (_rest.Length < NetlinkHeader.Size) return Malformed();
        var header = MemoryMarshal.Read<NetlinkHeader>(_rest);
        if (header.nlmsg_len < NetlinkHeader.Size || header.nlmsg_len > (uint)_rest.Length) return Malformed();
        var length = (int)header.nlmsg_len;
        message = new NetlinkMessage(header, _rest[NetlinkHeader.Size..length]);
        _rest = _rest[Math.Min(Align(length), _rest.Length)..];
        return true;
    }

    /// <summary>NLMSG_ALIGN and RTA_ALIGN.</summary>
    public static int Align(int length) => (length + 3) & ~3;

    private bool Malformed()
    {
        _rest = default;
        IsMalformed = true;
        return false;
    }
}
