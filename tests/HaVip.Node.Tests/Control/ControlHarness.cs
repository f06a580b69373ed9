using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;
using HaVip.Core.Control;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Control;
using HaVip.Node.Loop;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Control;

/// <summary>A server on a real socket, driven turn by turn by the test in place of the loop.</summary>
internal sealed class ControlHarness : IDisposable
{
    private readonly Epoll _epoll = new();
    private readonly EpollReady[] _ready = new EpollReady[64];
    private readonly List<Socket> _clients = [];
    private readonly ActionList _actions = new();
    private Duration _skipped;

    public ControlHarness(params string[] instances)
    {
        var configurations = instances.Select((name, i) =>
            TestNode.Seed(name, $"192.168.7.{100 + i}/24") with { VirtualRouterId = (byte)(i + 1) });
        Engine = Node.Engine(_actions, [.. configurations]);
        Node.Executor.Execute(_actions);
        var facts = new RunnerFacts { Version = "1.2.3", ConfigurationPath = "/c", StartedUnixMicroseconds = 5 };
        Dispatcher = new ControlDispatcher(Engine, _actions, facts, Node.Events.Ring, _ => Reloaded);
        Server = new ControlServer(_epoll, new UnixListener(SocketPath), Dispatcher, Node.Events);
    }

    public TestNode Node { get; } = new();

    public NodeEngine Engine { get; }

    public ControlServer Server { get; }

    public ControlDispatcher Dispatcher { get; }

    public ControlResponse Reloaded { get; set; } = new();

    /// <summary>Stands still but for <see cref="Skip"/>.</summary>
    public Instant Now => new Instant(0) + _skipped;

    private string SocketPath => Node.JournalPath + ".sock";

    public Socket Connect()
    {
        var client = new Socket(System.Net.Sockets.AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            Blocking = false,
        };
        client.Connect(new UnixDomainSocketEndPoint(SocketPath));
        _clients.Add(client);
        return client;
    }

    /// <summary>One turn of the loop, at once.</summary>
    public void Turn()
    {
        var count = _epoll.Wait(_ready, Duration.FromMilliseconds(1));
        foreach (var item in _ready.AsSpan(0, count))
        {
            if (item.Token == EpollToken.ControlListener) Server.Accept(Now);
            else Server.OnReady(EpollToken.NumberOf(item.Token), item.Events, Now);
        }

        Engine.Advance(Now, _actions);
        Node.Executor.Execute(_actions);
        Server.HandoversEnded(Node.Executor.EndedHandovers, Now);
        Node.Executor.EndedHandovers.Clear();
        Server.Advance(Now);
    }

    public void Turns(int count)
    {
        for (var i = 0; i < count; i++) Turn();
    }

    /// <summary>The clock of the server jumps; the engine's deadlines in between fire one by one.</summary>
    public void Skip(Duration time)
    {
        var end = _skipped + time;
        while (_skipped < end)
        {
            _skipped = Duration.Min(end, _skipped + Duration.FromMilliseconds(100));
            Turn();
        }
    }

    public ControlResponse Ask(ControlRequest request)
    {
        var client = Connect();
        Send(client, Frame(request));
        return Receive(client) ?? throw new InvalidOperationException("The server hung up.");
    }

    public static byte[] Frame(ControlRequest request) =>
        Frame(JsonSerializer.SerializeToUtf8Bytes(request, ControlJson.Default.ControlRequest));

    public static byte[] Frame(ReadOnlySpan<byte> body)
    {
        var frame = new byte[4 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)body.Length);
        body.CopyTo(frame.AsSpan(4));
        return frame;
    }

    public static void Send(Socket client, byte[] bytes) => Assert.Equal(bytes.Length, client.Send(bytes));

    /// <summary>Turns until the whole answer is here; null where the server hangs up instead.</summary>
    public ControlResponse? Receive(Socket client)
    {
        var received = new List<byte>();
        var buffer = new byte[65536];
        for (var turns = 0; turns < 2000; turns++)
        {
            Turn();
            var count = client.Receive(buffer, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock) continue;
            if (count == 0) return null;
            received.AddRange(buffer.AsSpan(0, count));
            if (received.Count < 4) continue;
            var length = BinaryPrimitives.ReadInt32BigEndian(received.ToArray().AsSpan(0, 4));
            if (received.Count < 4 + length) continue;
            Assert.Equal(4 + length, received.Count);
            return JsonSerializer.Deserialize(received.ToArray().AsSpan(4), ControlJson.Default.ControlResponse);
        }

        throw new TimeoutException("No answer.");
    }

    /// <summary>Whether the server hangs up within some turns.</summary>
    public bool IsHungUp(Socket client)
    {
        var buffer = new byte[65536];
        for (var turns = 0; turns < 50; turns++)
        {
            Turn();
            var count = client.Receive(buffer, SocketFlags.None, out var error);
            if (error == SocketError.ConnectionReset || (error == SocketError.Success && count == 0)) return true;
        }

        return false;
    }

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
        Server.Dispose();
        _epoll.Dispose();
        Node.Dispose();
    }
}
