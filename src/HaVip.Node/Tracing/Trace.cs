using System.Runtime.InteropServices;
using System.Text.Json;
using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Tracing;

/// <summary>
/// Writes <c>ready</c> and then every wanted packet as a line of JSON, until standard input ends, nobody reads any more,
/// or a signal says so.
/// </summary>
internal sealed class Trace : IDisposable
{
    private const ulong EndToken = ulong.MaxValue;
    private const ulong SignalToken = ulong.MaxValue - 1;

    /// <summary>How often to look whether an interface that is down is still there.</summary>
    private static readonly Duration DownRhythm = Duration.FromMilliseconds(200);

    private readonly PacketFilter _filter;
    private readonly List<AdvertisementCapture> _captures = [];
    private readonly List<GroupMembership> _memberships = [];
    private readonly HashSet<AdvertisementCapture> _down = [];
    private readonly WakeEvent _end = new();
    private readonly SignalReceiver _signals = new(PosixSignal.SIGINT, PosixSignal.SIGTERM);
    private readonly Epoll _epoll = new();
    private readonly Stream _output = Console.OpenStandardOutput();

    public Trace(IEnumerable<LinkInfo> links, PacketFilter filter)
    {
        _filter = filter;
        try
        {
            foreach (var link in links) Open(link);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The name of an interface that was removed; null where the end is the one wanted.</summary>
    public string? Run()
    {
        _epoll.Add(_end.Descriptor, EpollEvents.Readable, EndToken);
        _epoll.Add(_signals.Descriptor, EpollEvents.Readable, SignalToken);
        StandardInput.OnEnd(_end.Signal);
        try
        {
            Write("ready"u8);
            return Listen();
        }
        catch (IOException)
        {
            // Nobody reads any more.
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var capture in _captures) capture.Dispose();
        foreach (var membership in _memberships) membership.Dispose();
        _signals.Dispose();
        _epoll.Dispose();
        _end.Dispose();
    }

    private void Open(LinkInfo link)
    {
        var capture = new AdvertisementCapture(link.Name, link.Index);
        _captures.Add(capture);
        _epoll.Add(capture.Descriptor, EpollEvents.Readable, (ulong)_captures.Count - 1);
        foreach (var family in _filter.Families)
        {
            if (GroupMembership.TryJoin(link.Name, link.Index, family) is { } membership) _memberships.Add(membership);
        }
    }

    private string? Listen()
    {
        Span<EpollReady> ready = stackalloc EpollReady[16];
        while (true)
        {
            var count = _epoll.Wait(ready, _down.Count > 0 ? DownRhythm : Duration.MaxValue);
            foreach (var one in ready[..count])
            {
                if (one.Token is EndToken or SignalToken) return null;
                TakeAll(_captures[(int)one.Token]);
            }

            if (_down.Count > 0 && FindGone() is { } gone) return gone;
        }
    }

    private void TakeAll(AdvertisementCapture capture)
    {
        try
        {
            while (capture.TryTake(out var captured))
            {
                if (PacketReport.Describe(captured, capture.InterfaceName, _filter) is { } report)
                    Write(JsonSerializer.SerializeToUtf8Bytes(report, ControlJson.Default.TracedAdvertisement));
            }
        }
        catch (LinuxException e) when (e.ErrorNumber == Errno.ENETDOWN)
        {
            _down.Add(capture);
        }
    }

    /// <summary>An interface that is up again is heard again by itself; one that is gone never comes back.</summary>
    private string? FindGone()
    {
        using var netlink = new RouteNetlink();
        var links = netlink.DumpLinks();
        _down.RemoveWhere(capture => links.Any(link => link.Index == capture.InterfaceIndex && link.IsUp));
        return _down.FirstOrDefault(capture => links.All(link => link.Index != capture.InterfaceIndex))?.InterfaceName;
    }

    private void Write(ReadOnlySpan<byte> line)
    {
        _output.Write(line);
        _output.WriteByte((byte)'\n');
        _output.Flush();
    }
}
