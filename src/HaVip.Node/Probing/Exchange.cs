using System.Text.Json;
using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Time;

namespace HaVip.Node.Probing;

/// <summary>
/// Writes <c>ready</c> when it listens, sends every <see cref="Rhythm"/> until standard input ends, and writes what it
/// heard. The packets are for a virtual router nobody has, of the lowest priority, so that nobody is impressed by them.
/// </summary>
internal sealed class Exchange : IDisposable
{
    private const ulong EndToken = 1;
    private const ulong SocketToken = 2;
    private const byte LowestPriority = 1;

    private static readonly Duration Rhythm = Duration.FromMilliseconds(100);

    private readonly VrrpSocket _socket;
    private readonly IpAddress _source;
    private readonly byte _virtualRouterId;
    private readonly List<IpAddress> _destinations;
    private readonly Dictionary<IpAddress, (long Multicast, long Unicast)> _heard = [];
    private readonly WakeEvent _end = new();
    private readonly Epoll _epoll = new();
    private readonly ReceiveBatch _batch = new();
    private long _sent;
    private string? _problem;

    public Exchange(LinkInfo link, IpAddress source, byte virtualRouterId, IEnumerable<IpAddress> peers)
    {
        _socket = new VrrpSocket(link.Name, link.Index, source.Family);
        _source = source;
        _virtualRouterId = virtualRouterId;
        _destinations = [VrrpGroup.Of(source.Family), .. peers.Where(peer => peer.Family == source.Family && peer != source)];
    }

    public void Run()
    {
        _epoll.Add(_end.Descriptor, EpollEvents.Readable, EndToken);
        _epoll.Add(_socket.Descriptor, EpollEvents.Readable, SocketToken);
        StandardInput.OnEnd(_end.Signal);
        Console.Out.WriteLine("ready");
        Console.Out.Flush();
        Exchanging();
        Console.Out.WriteLine(JsonSerializer.Serialize(Report(), ControlJson.Default.ExchangeReport));
    }

    public void Dispose()
    {
        _socket.Dispose();
        _epoll.Dispose();
        _end.Dispose();
    }

    private void Exchanging()
    {
        Span<EpollReady> ready = stackalloc EpollReady[2];
        for (var due = MonotonicClock.Now; ;)
        {
            var now = MonotonicClock.Now;
            if (now >= due)
            {
                SendAll();
                due = now + Rhythm;
            }

            var count = _epoll.Wait(ready, due - now);
            foreach (var one in ready[..count])
            {
                if (one.Token == EndToken) return;
                TakeAll();
            }
        }
    }

    private void SendAll()
    {
        Span<byte> payload = stackalloc byte[AdvertisementCodec.HeaderLength + 16];
        foreach (var destination in _destinations)
        {
            var length = AdvertisementCodec.Write(payload, new AdvertisementFields
            {
                Version = 3,
                VirtualRouterId = _virtualRouterId,
                Priority = LowestPriority,
                Interval = ConfigurationLimits.MaximumInterval(3),
                Addresses = [new VirtualAddress(new IpPrefix(_source, 32))],
                Source = _source,
                Destination = destination,
            });
            if (_socket.TrySend(payload[..length], _source, destination, out var error)) _sent++;
            else _problem = $"sending to {destination}: {new LinuxException("", error).ErrorText}";
        }
    }

    private void TakeAll()
    {
        while (_socket.Receive(_batch) is var count and > 0)
        {
            for (var i = 0; i < count; i++) Take(i);
        }
    }

    private void Take(int index)
    {
        var packet = _batch[index];
        var isTest = AdvertisementCodec.TryParse(packet.Payload, packet.Source.Family, out var advertisement)
            && advertisement.VirtualRouterId == _virtualRouterId && advertisement.Priority == LowestPriority;
        if (!isTest || packet.Source == _source) return;
        var (multicast, unicast) = _heard.GetValueOrDefault(packet.Source);
        _heard[packet.Source] = packet.Destination.IsMulticast ? (multicast + 1, unicast) : (multicast, unicast + 1);
    }

    private ExchangeReport Report() => new()
    {
        Source = _source.ToString(),
        Sent = _sent,
        Problem = _problem,
        Heard = [.. _heard.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal)
            .Select(pair => new HeardExchange(pair.Key.ToString(), pair.Value.Multicast, pair.Value.Unicast))],
    };
}
