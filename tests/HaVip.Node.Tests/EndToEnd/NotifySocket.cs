using System.Net.Sockets;
using System.Text;

namespace HaVip.Node.Tests.EndToEnd;

/// <summary>What a service manager is told, read at once: the kernel keeps but a few messages for who does not.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly List<string> _heard = [];

    public NotifySocket(string path)
    {
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        new Thread(Read) { IsBackground = true }.Start();
    }

    public int Count(string assignment)
    {
        lock (_heard) return _heard.Count(heard => heard == assignment);
    }

    public Task Hears(string assignment, int times) => Eventually.True(
        () => Task.FromResult(Count(assignment) >= times), () => $"{assignment} {times} times, and not {Count(assignment)}");

    public void Dispose() => _socket.Dispose();

    private void Read()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var text = Encoding.UTF8.GetString(buffer, 0, _socket.Receive(buffer));
                lock (_heard) _heard.AddRange(text.Split('\n'));
            }
        }
        catch (SocketException)
        {
            // Closed: the test is over.
        }
    }
}
