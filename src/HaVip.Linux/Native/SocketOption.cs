using System.Text;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Native;

/// <summary>Typed setsockopt calls; a refusal names the option.</summary>
internal static unsafe class SocketOption
{
    // Options Tmds.LibC has no name for (linux/in6.h, linux/netlink.h).
    public const int Ipv6MulticastAll = 29;
    public const int NetlinkCapAck = 10;
    public const int NetlinkExtendedAck = 11;
    public const int NetlinkStrictCheck = 12;

    /// <summary>IFNAMSIZ: an interface name and its zero.</summary>
    public const int InterfaceNameSize = 16;

    public static void Set(FileDescriptor socket, int level, int option, int value, string name) =>
        Set<int>(socket, level, option, value, name);

    public static void Set<T>(FileDescriptor socket, int level, int option, T value, string name)
        where T : unmanaged
    {
        if (!TrySet(socket, level, option, value)) throw LinuxException.Last($"set socket option {name}");
    }

    /// <summary>For options that only make things better; false leaves the reason in errno.</summary>
    public static bool TrySet<T>(FileDescriptor socket, int level, int option, T value)
        where T : unmanaged =>
        setsockopt(socket.Number, level, option, &value, sizeof(T)) == 0;

    public static void BindToDevice(FileDescriptor socket, string interfaceName)
    {
        var name = stackalloc byte[InterfaceNameSize];
        var bytes = new Span<byte>(name, InterfaceNameSize);
        if (!Encoding.UTF8.TryGetBytes(interfaceName, bytes[..(InterfaceNameSize - 1)], out var length) || length == 0)
            throw new LinuxException($"bind a socket to interface '{interfaceName}'", Errno.ENODEV);
        bytes[length] = 0;
        if (setsockopt(socket.Number, SOL_SOCKET, SO_BINDTODEVICE, name, length + 1) < 0)
            throw LinuxException.Last($"bind a socket to interface '{interfaceName}'");
    }

    public static void AttachFilter(FileDescriptor socket, ReadOnlySpan<FilterInstruction> program)
    {
        if (!TryAttachFilter(socket, program)) throw LinuxException.Last($"set socket option {nameof(SO_ATTACH_FILTER)}");
    }

    /// <summary>Takes the place of the filter that is there, between two packets.</summary>
    public static bool TryAttachFilter(FileDescriptor socket, ReadOnlySpan<FilterInstruction> program)
    {
        fixed (FilterInstruction* instructions = program)
        {
            var filter = new FilterProgram { len = (ushort)program.Length, filter = instructions };
            return TrySet(socket, SOL_SOCKET, SO_ATTACH_FILTER, filter);
        }
    }

    /// <summary>Asks for a receive buffer past the system's limit, or up to it where that is not allowed.</summary>
    public static void GrowReceiveBuffer(FileDescriptor socket, int bytes)
    {
        if (!TrySet(socket, SOL_SOCKET, SO_RCVBUFFORCE, bytes)) TrySet(socket, SOL_SOCKET, SO_RCVBUF, bytes);
    }
}
