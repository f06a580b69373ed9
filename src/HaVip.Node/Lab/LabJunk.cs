using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux;
using HaVip.Node.Time;

namespace HaVip.Node.Lab;

/// <summary>
/// Sends advertisements no node may believe, in bursts, to the VRRP group: of the right virtual router, with priority
/// 255, and each kind wrong in one thing. At the end it writes <c>sent COUNT MICROSECONDS</c>.
/// </summary>
internal sealed class LabJunk(LabOptions options)
{
    private const int Level = 0; // IPPROTO_IP of <netinet/in.h>
    private const int MulticastTimeToLive = 33;
    private const int Right = 255;
    private const int Wrong = 64;
    private const int ChecksumOffset = 6;

    private volatile bool _ending;
    private long _sent;

    public void Run()
    {
        using var near = Open(Right);
        using var far = Open(Wrong);
        using var epoll = new Epoll();
        var kinds = Kinds().Select(payload => (Socket: near, Payload: payload)).Append((far, Advertisement(2, options.Password)));
        StandardInput.OnEnd(() => _ending = true);
        var start = MonotonicClock.Now;
        Loop([.. kinds], epoll, start);
        var elapsed = (MonotonicClock.Now - start).Microseconds;
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sent {_sent} {elapsed}"));
    }

    /// <summary>A burst that is late is sent at once; the pace is kept over the whole time as far as possible.</summary>
    private void Loop((Socket Socket, byte[] Payload)[] kinds, Epoll epoll, Instant start)
    {
        Span<EpollReady> none = stackalloc EpollReady[1];
        var target = new IPEndPoint(IPAddress.Parse(VrrpGroup.IPv4.ToString()), 0).Serialize();
        for (var due = start; !_ending && due < start + options.Duration && MonotonicClock.Now < start + options.Duration;)
        {
            for (var i = 0; i < options.Burst; i++)
            {
                foreach (var (socket, payload) in kinds) Send(socket, payload, target);
            }

            due += options.Interval;
            var left = due - MonotonicClock.Now;
            if (left > Duration.Zero) epoll.Wait(none, left);
        }
    }

    private void Send(Socket socket, byte[] payload, SocketAddress target)
    {
        try
        {
            socket.SendTo(payload, SocketFlags.None, target);
            _sent++;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.NoBufferSpaceAvailable)
        {
            // The queue is full: that is as fast as it goes.
        }
    }

    /// <summary>Wrong password, checksum, version, type, interval, and a count of addresses that are not there.</summary>
    private IEnumerable<byte[]> Kinds()
    {
        yield return Advertisement(2, options.Password == "junk" ? "rubbish" : "junk");
        yield return Advertisement(2, options.Password, (ChecksumOffset, 0x5A));
        yield return Advertisement(2, options.Password, (0, 0x60));
        yield return Advertisement(2, options.Password, (0, 0x0E));
        yield return Advertisement(2, options.Password, (5, 0x20));
        yield return Advertisement(2, options.Password, (3, 0x40));
    }

    private byte[] Advertisement(byte version, string password, (int Offset, byte Flip) wrong = default)
    {
        var buffer = new byte[AdvertisementCodec.MaximumLength];
        _ = IpPrefix.TryParse($"{options.Address}/24", out var address);
        var fields = new AdvertisementFields
        {
            Version = version,
            VirtualRouterId = options.VirtualRouterId,
            Priority = 255,
            Interval = Duration.FromSeconds(1),
            Addresses = [new VirtualAddress(address)],
            Password = Encoding.ASCII.GetBytes(password),
        };
        var length = AdvertisementCodec.Write(buffer, fields);
        buffer[wrong.Offset] ^= wrong.Flip;
        return buffer[..length];
    }

    private static Socket Open(int timeToLive)
    {
        var socket = new Socket(
            System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Raw, (ProtocolType)VrrpSocket.Protocol);
        Span<byte> value = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(value, timeToLive);
        socket.SetRawSocketOption(Level, MulticastTimeToLive, value);
        return socket;
    }
}
