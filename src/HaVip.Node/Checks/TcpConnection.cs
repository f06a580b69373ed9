using System.Net;
using System.Net.Sockets;

namespace HaVip.Node.Checks;

/// <summary>
/// A connection made by the calling thread, whose network namespace it is in; it takes no longer than it is given.
/// </summary>
internal static class TcpConnection
{
    /// <summary>Null where there is none, and why in words.</summary>
    public static Socket? TryOpen(IPEndPoint endpoint, TimeSpan limit, out string failure)
    {
        failure = "";
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            failure = Connect(socket, endpoint, limit);
        }
        catch (SocketException e)
        {
            failure = Failed(endpoint, e.SocketErrorCode);
        }

        if (failure.Length == 0) return socket;
        socket.Dispose();
        return null;
    }

    private static string Connect(Socket socket, IPEndPoint endpoint, TimeSpan limit)
    {
        try
        {
            socket.Connect(endpoint);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            if (!socket.Poll(limit, SelectMode.SelectWrite))
                return $"no answer from {endpoint} within {limit.TotalSeconds:0.###} s";
        }

        var error = (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        return error == SocketError.Success ? "" : Failed(endpoint, error);
    }

    private static string Failed(IPEndPoint endpoint, SocketError error) =>
        $"{endpoint}: {new SocketException((int)error).Message}";
}
