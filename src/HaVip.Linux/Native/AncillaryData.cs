using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HaVip.Core.Values;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Native;

/// <summary>The control messages (cmsg(3)) that say where a packet came from and where one is to leave.</summary>
internal static unsafe class AncillaryData
{
    private static readonly int HeaderSize = Align(sizeof(cmsghdr));

    /// <summary>Room for the larger of the two packet informations.</summary>
    public static int SendSize => SpaceOf(sizeof(in6_pktinfo));

    /// <summary>CMSG_LEN: header and data. (That of Tmds.LibC 0.5.0 counts the padding, which the kernel refuses.)</summary>
    public static int LengthOf(int data) => HeaderSize + data;

    /// <summary>CMSG_SPACE: header, data and padding.</summary>
    public static int SpaceOf(int data) => HeaderSize + Align(data);

    /// <summary>Reads destination, hop limit and traffic class; false where the kernel gave less than the first two.</summary>
    public static bool TryReadIPv6(
        msghdr* header, out IpAddress destination, out byte hopLimit, out int trafficClass)
    {
        destination = default;
        trafficClass = 0;
        var hops = -1;
        var control = new ReadOnlySpan<byte>(header->msg_control, (int)(uint)header->msg_controllen);
        while (control.Length >= sizeof(cmsghdr))
        {
            var message = MemoryMarshal.Read<cmsghdr>(control);
            var length = (long)(uint)message.cmsg_len;
            if (length < HeaderSize || length > control.Length) break;
            var data = control[HeaderSize..(int)length];
            if (message.cmsg_level == IPPROTO_IPV6 && message.cmsg_type == IPV6_PKTINFO && data.Length >= 16)
                destination = IpAddress.FromBytes(data[..16]);
            else if (message.cmsg_level == IPPROTO_IPV6 && message.cmsg_type == IPV6_HOPLIMIT && data.Length >= 4)
                hops = MemoryMarshal.Read<int>(data);
            else if (message.cmsg_level == IPPROTO_IPV6 && message.cmsg_type == IPV6_TCLASS && data.Length >= 4)
                trafficClass = MemoryMarshal.Read<int>(data);
            control = control[Math.Min(Align((int)length), control.Length)..];
        }

        hopLimit = (byte)hops;
        return hops is >= 0 and <= 255 && destination.Family == AddressFamily.IPv6;
    }

    /// <summary>When the packet passed, as microseconds since 1970; the one thing a capture asks the kernel for.</summary>
    public static long ReadTime(msghdr* header)
    {
        var control = new ReadOnlySpan<byte>(header->msg_control, (int)(uint)header->msg_controllen);
        var message = MemoryMarshal.Read<cmsghdr>(control);
        if (message.cmsg_level != SOL_SOCKET || message.cmsg_type != SO_TIMESTAMPNS)
            throw new LinuxException("read the time of a packet", Errno.EPROTO);
        var time = MemoryMarshal.Read<KernelTimespec>(control[HeaderSize..]);
        return (time.tv_sec * 1_000_000) + (time.tv_nsec / 1_000);
    }

    /// <summary>Writes one packet information: leave by this interface, from this address. Returns the bytes used.</summary>
    public static int WriteSource(byte* control, IpAddress source, int interfaceIndex)
    {
        if (source.Family == AddressFamily.IPv4)
        {
            var information = new in_pktinfo { ipi_ifindex = interfaceIndex };
            source.CopyTo(new Span<byte>(&information.ipi_spec_dst, 4));
            return Write(control, IPPROTO_IP, IP_PKTINFO, information);
        }

        var information6 = new in6_pktinfo { ipi6_ifindex = (uint)interfaceIndex };
        source.CopyTo(new Span<byte>(&information6.ipi6_addr, 16));
        return Write(control, IPPROTO_IPV6, IPV6_PKTINFO, information6);
    }

    private static int Write<T>(byte* control, int level, int type, T data)
        where T : unmanaged
    {
        var header = new cmsghdr { cmsg_len = LengthOf(sizeof(T)), cmsg_level = level, cmsg_type = type };
        Unsafe.WriteUnaligned(control, header);
        Unsafe.WriteUnaligned(control + HeaderSize, data);
        return SpaceOf(sizeof(T));
    }

    private static int Align(int length) => (length + sizeof(nint) - 1) & ~(sizeof(nint) - 1);
}
