using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HaVip.Core.Values;
using HaVip.Node.Time;

namespace HaVip.Node.Lab;

/// <summary>
/// Clients that each open a connection, ask for a page, with a pause in the middle of the question, and read it to its
/// end, again and again. What failed is written
/// as it happens, <c>failed AT AFTER REASON</c>, the rest at the end: <c>requests COUNT FAILED LONGEST</c>; times in
/// microseconds, AT since the start.
/// </summary>
internal sealed class LabLoad(LabOptions options)
{
    private const int LongestWait = 10_000;

    private readonly Lock _gate = new();
    private readonly IPEndPoint _target = new(options.Address, options.Port);
    private Instant _start;
    private long _requests;
    private long _failed;
    private long _longest;
    private volatile bool _ending;

    public void Run()
    {
        _start = MonotonicClock.Now;
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start {MonotonicClock.UnixMicroseconds}"));
        StandardInput.OnEnd(() => _ending = true);
        // Threads and not tasks: a thread is in the network namespace of the one that made it.
        var clients = new Thread[options.Clients];
        for (var i = 0; i < clients.Length; i++) clients[i] = new Thread(Ask, maxStackSize: 128 * 1024);
        foreach (var client in clients) client.Start();
        foreach (var client in clients) client.Join();
        var sum = string.Create(CultureInfo.InvariantCulture, $"requests {_requests} {_failed} {_longest}");
        Console.Out.WriteLine(sum);
    }

    private void Ask()
    {
        var pause = options.Interval.ToTimeSpan();
        while (!_ending)
        {
            Thread.Sleep(pause);
            var begun = MonotonicClock.Now;
            var reason = Request();
            Note(begun, (MonotonicClock.Now - begun).Microseconds, reason);
        }
    }

    private void Note(Instant begun, long took, string? reason)
    {
        lock (_gate)
        {
            _requests++;
            _longest = Math.Max(_longest, took);
            if (reason is null) return;
            _failed++;
            var at = (begun - _start).Microseconds;
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"failed {at} {took} {reason}"));
        }
    }

    /// <summary>Null where the whole answer came and is a page.</summary>
    private string? Request()
    {
        try
        {
            using var socket = new Socket(_target.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            {
                ReceiveTimeout = LongestWait,
                SendTimeout = LongestWait,
            };
            socket.NoDelay = true;
            socket.Connect(_target);
            socket.Send("GET / HTTP/1.0\r\n"u8);
            if (options.Pause > Duration.Zero) Thread.Sleep(options.Pause.ToTimeSpan());
            socket.Send("\r\n"u8);
            return ReadPage(socket) ? null : "NoPage";
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode.ToString();
        }
    }

    private static bool ReadPage(Socket socket)
    {
        Span<byte> buffer = stackalloc byte[4096];
        var length = 0;
        while (length < buffer.Length)
        {
            var count = socket.Receive(buffer[length..]);
            if (count == 0) break;
            length += count;
        }

        var text = buffer[..length];
        return text.StartsWith("HTTP/1."u8) && text[8..].StartsWith(" 200"u8) && text.IndexOf("\r\n\r\n"u8) > 0;
    }
}
