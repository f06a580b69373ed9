using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HaVip.Linux.Native;

namespace HaVip.Linux.Netlink;

/// <summary>One message: its header and what follows it, borrowed from the receive buffer.</summary>
internal readonly ref struct NetlinkMessage(NetlinkHeader header, ReadOnlySpan<byte> payload)
{
    public NetlinkHeader Header { get; } = header;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>Splits the family header from the attributes; false where the message is shorter than it.</summary>
    public bool TrySplit<T>(out T family, out AttributeCursor attributes)
        where T : unmanaged
    {
        family = default;
        attributes = default;
        if (!MemoryMarshal.TryRead(Payload, out family)) return false;
        attributes = new AttributeCursor(Payload[Math.Min(NetlinkCursor.Align(Unsafe.SizeOf<T>()), Payload.Length)..]);
        return true;
    }
}
