using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Time;
using AddressFamily = System.Net.Sockets.AddressFamily;

namespace HaVip.Node.Lab;

/// <summary>
/// Sends numbered probes at a steady pace and writes what becomes of them, a line each: <c>start UNIX-MICROSECONDS</c>
/// once, <c>sent NUMBER AT</c> and <c>answer NUMBER AT NODE</c>, with AT in microseconds since the start, and at the end
/// <c>dropped COUNT</c>: answers that came and that it had no turn to read. Nobody's delay in reading holds the probes up.
/// </summary>
internal sealed class LabProbe(LabOptions options)
{
    private readonly StringBuilder _lines = new();
    private readonly Lock _gate = new();
    private readonly byte[] _packet = new byte[ProbePacket.MaximumLength];
    private readonly SocketAddress _from = new(options.Address.AddressFamily);
    private readonly SocketAddress _target = new IPEndPoint(options.Address, options.Port).Serialize();
    private volatile bool _ending;
    private Instant _start;

    public void Run()
    {
        using var socket = LabSocket.Open(options.Address.AddressFamily);
        var v6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        socket.Bind(new IPEndPoint(v6 ? IPAddress.IPv6Any : IPAddress.Any, 0));
        using var epoll = new Epoll();
        epoll.Add((int)socket.Handle, EpollEvents.Readable, 0);
        StandardInput.OnEnd(() => _ending = true);
        _start = MonotonicClock.Now;
        Write(string.Create(CultureInfo.InvariantCulture, $"start {MonotonicClock.UnixMicroseconds}"));
        var writer = new Thread(WriteOut) { Name = "output" };
        writer.Start();
        Loop(socket, epoll);
        writer.Join();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dropped {LabSocket.Drops(socket)}"));
    }

    private long Elapsed => (MonotonicClock.Now - _start).Microseconds;

    private void Loop(Socket socket, Epoll epoll)
    {
        Span<EpollReady> ready = stackalloc EpollReady[1];
        var due = MonotonicClock.Now;
        for (long number = 0; !_ending;)
        {
            if (epoll.Wait(ready, due - MonotonicClock.Now) > 0) Receive(socket);
            var now = MonotonicClock.Now;
            if (now < due) continue;
            Send(socket, number++);
            // After a stall the pace goes on from now: a burst would say nothing about the time that is gone.
            due += options.Interval;
            if (due < now) due = now;
        }
    }

    private void Send(Socket socket, long number)
    {
        ProbePacket.Write(_packet, number);
        Write(string.Create(CultureInfo.InvariantCulture, $"sent {number} {Elapsed}"));
        try
        {
            socket.SendTo(_packet.AsSpan(0, ProbePacket.NumberLength), SocketFlags.None, _target);
        }
        catch (SocketException)
        {
            // No route to the address, or no neighbour that has it: a lost probe, which is what is measured.
        }
    }

    private void Receive(Socket socket)
    {
        try
        {
            var length = socket.ReceiveFrom(_packet, SocketFlags.None, _from);
            if (!ProbePacket.TryRead(_packet.AsSpan(0, length), out var number, out var name)) return;
            Write(string.Create(CultureInfo.InvariantCulture, $"answer {number} {Elapsed} {name}"));
        }
        catch (SocketException)
        {
            // An ICMP error about an earlier probe: that probe stays unanswered.
        }
    }

    private void WriteOut()
    {
        using var output = Console.OpenStandardOutput();
        while (true)
        {
            var last = _ending;
            byte[] bytes;
            lock (_gate)
            {
                bytes = Encoding.UTF8.GetBytes(_lines.ToString());
                _lines.Clear();
            }

            try
            {
                output.Write(bytes);
                output.Flush();
            }
            catch (IOException)
            {
                // Nobody reads any more.
                _ending = true;
                return;
            }

            if (last) return;
            Thread.Sleep(20);
        }
    }

    private void Write(string line)
    {
        lock (_gate) _lines.Append(line).Append('\n');
    }
}
