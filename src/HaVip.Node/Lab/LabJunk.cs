using System.Buffers.Binary;
using System.Globalization;
using System.Net;
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
    private const byte Right = 255;
    private const byte Wrong = 64;
    private const int ChecksumOffset = 6;
    private const int EthernetLength = 14;
    private const int HeaderLength = 20;

    private volatile bool _ending;
    private long _sent;

    public void Run()
    {
        using var socket = new PacketSocket();
        using var epoll = new Epoll();
        var frames = Kinds().Select(payload => Frame(payload, Right)).Append(Frame(Advertisement(2, options.Password), Wrong));
        StandardInput.OnEnd(() => _ending = true);
        var start = MonotonicClock.Now;
        Loop([.. frames], socket, epoll, start);
        var elapsed = (MonotonicClock.Now - start).Microseconds;
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sent {_sent} {elapsed}"));
    }

    /// <summary>A burst that is late is sent at once; the pace is kept over the whole time as far as possible.</summary>
    private void Loop(byte[][] frames, PacketSocket socket, Epoll epoll, Instant start)
    {
        Span<EpollReady> none = stackalloc EpollReady[1];
        var end = start + options.Duration;
        for (var due = start; !_ending && MonotonicClock.Now < end;)
        {
            for (var i = 0; i < options.Burst; i++)
            {
                foreach (var frame in frames) Send(socket, frame);
            }

            due += options.Interval;
            var left = due - MonotonicClock.Now;
            if (left > Duration.Zero) epoll.Wait(none, left);
        }
    }

    /// <summary>A full queue refuses some: that is as fast as it goes.</summary>
    private void Send(PacketSocket socket, byte[] frame)
    {
        if (socket.TrySend(options.InterfaceIndex, frame, out var errorNumber)) _sent++;
        else if (errorNumber is not (Errno.ENOBUFS or Errno.EAGAIN)) throw new LinuxException("send junk", errorNumber);
    }

    /// <summary>
    ///  0                   6                   12     14                                34
    /// | 01:00:5e:00:00:12 | 02:00:00:00:00:01 | 0x0800 | IPv4 header, 20 bytes, RFC 791 | the advertisement
    /// </summary>
    private byte[] Frame(byte[] payload, byte timeToLive)
    {
        var frame = new byte[EthernetLength + HeaderLength + payload.Length];
        byte[] ethernet = [0x01, 0, 0x5E, 0, 0, 0x12, 0x02, 0, 0, 0, 0, 0x01, 0x08, 0];
        ethernet.CopyTo(frame, 0);
        var header = frame.AsSpan(EthernetLength, HeaderLength);
        header[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(HeaderLength + payload.Length));
        header[8] = timeToLive;
        header[9] = VrrpSocket.Protocol;
        options.Source.GetAddressBytes().CopyTo(header[12..]);
        IPAddress.Parse(VrrpGroup.IPv4.ToString()).GetAddressBytes().CopyTo(header[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], InternetChecksum.Finish(InternetChecksum.Add(0, header)));
        payload.CopyTo(frame, EthernetLength + HeaderLength);
        return frame;
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
}
