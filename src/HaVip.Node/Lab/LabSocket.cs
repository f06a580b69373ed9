using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace HaVip.Node.Lab;

/// <summary>
/// The sockets that probe and answer: they keep what came while their program had no turn of a processor, and know what
/// they could not keep.
/// </summary>
internal static class LabSocket
{
    // <asm-generic/socket.h> and SK_MEMINFO_DROPS of <linux/sock_diag.h>, which is the last of nine numbers.
    private const int LevelSocket = 1;
    private const int ForceReceiveBuffer = 33;
    private const int MemoryInfo = 55;
    private const int DropsOffset = 8 * sizeof(uint);

    /// <summary>Some seconds of a probe each millisecond.</summary>
    private const int BufferSize = 4 * 1024 * 1024;

    public static Socket Open(AddressFamily family)
    {
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        Span<byte> size = stackalloc byte[sizeof(int)];
        MemoryMarshal.Write(size, BufferSize);
        try
        {
            socket.SetRawSocketOption(LevelSocket, ForceReceiveBuffer, size);
        }
        catch (SocketException)
        {
            // More than the system's limit is for root alone.
            socket.ReceiveBufferSize = BufferSize;
        }

        return socket;
    }

    /// <summary>Datagrams that came and found no room.</summary>
    public static uint Drops(Socket socket)
    {
        Span<byte> info = stackalloc byte[DropsOffset + sizeof(uint)];
        var length = socket.GetRawSocketOption(LevelSocket, MemoryInfo, info);
        return length < info.Length ? 0 : MemoryMarshal.Read<uint>(info[DropsOffset..]);
    }
}
