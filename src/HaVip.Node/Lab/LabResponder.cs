using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HaVip.Node.Lab;

/// <summary>
/// Answers probes to one address with this node's name. Bound to the address itself, so that answers come from it,
/// whether the host has it at the moment or not. It writes <c>ready</c> first and <c>dropped COUNT</c> last: probes that
/// reached it and that it had no turn to read.
/// </summary>
internal sealed class LabResponder(LabOptions options)
{
    // <bits/in.h>: binding an address the host does not have.
    private const int LevelIPv4 = 0;
    private const int FreeBindIPv4 = 15;
    private const int LevelIPv6 = 41;
    private const int FreeBindIPv6 = 78;

    private volatile bool _ending;

    public void Run()
    {
        using var socket = LabSocket.Open(options.Address.AddressFamily);
        AllowForeignAddress(socket);
        socket.Bind(new IPEndPoint(options.Address, options.Port));
        Console.Out.WriteLine("ready");
        StandardInput.OnEnd(() =>
        {
            _ending = true;
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dropped {LabSocket.Drops(socket)}"));
            socket.Dispose();
        });
        Answer(socket);
    }

    private void Answer(Socket socket)
    {
        var packet = new byte[ProbePacket.MaximumLength];
        var name = Encoding.UTF8.GetBytes(options.Name);
        var from = new SocketAddress(socket.AddressFamily);
        while (!_ending)
        {
            try
            {
                var length = socket.ReceiveFrom(packet.AsSpan(0, ProbePacket.NumberLength), SocketFlags.None, from);
                if (length != ProbePacket.NumberLength) continue;
                name.CopyTo(packet, length);
                socket.SendTo(packet.AsSpan(0, length + name.Length), SocketFlags.None, from);
            }
            catch (SocketException)
            {
                // An answer that cannot be sent, since the address has just left, is a lost probe: what is measured.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static void AllowForeignAddress(Socket socket)
    {
        Span<byte> yes = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(yes, 1);
        var v6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        socket.SetRawSocketOption(v6 ? LevelIPv6 : LevelIPv4, v6 ? FreeBindIPv6 : FreeBindIPv4, yes);
    }
}
