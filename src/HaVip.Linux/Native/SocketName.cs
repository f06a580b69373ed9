using HaVip.Core.Values;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Native;

/// <summary>Where a packet goes to, as the kernel takes it.</summary>
internal static unsafe class SocketName
{
    /// <summary>
    /// Writes a <c>sockaddr_in</c> or a <c>sockaddr_in6</c> into the room of the larger one; returns the length of what it
    /// wrote, which the kernel goes by.
    /// </summary>
    public static int Write(sockaddr_in6* room, IpAddress destination, int interfaceIndex)
    {
        *room = default;
        if (destination.Family == AddressFamily.IPv4)
        {
            var name = (sockaddr_in*)room;
            name->sin_family = AF_INET;
            destination.CopyTo(new Span<byte>(&name->sin_addr, 4));
            return sizeof(sockaddr_in);
        }

        room->sin6_family = AF_INET6;
        room->sin6_scope_id = (uint)interfaceIndex;
        destination.CopyTo(new Span<byte>(&room->sin6_addr, 16));
        return sizeof(sockaddr_in6);
    }
}
