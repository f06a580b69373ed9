using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux;
using HaVip.Node.Kernel;

namespace HaVip.Node.Loop;

/// <summary>
/// Advertisements that fall due together leave an interface together: they are gathered until something else is to be done,
/// or the batch is full. Each is answered for on its own.
/// </summary>
internal sealed partial class ActionExecutor
{
    /// <summary>A longer advertisement has to be cut into fragments, which is the kernel's work.</summary>
    private const int LongestFramed = 1280;

    private readonly SendBatch _batch = new(AdvertisementCodec.MaximumLength);
    private readonly List<Sender> _senders = [];
    private readonly List<AdvertisementPath> _mute = [];
    private int _batchInterface;
    private AddressFamily _batchFamily;
    private int _pathError;

    private void SendAdvertisement(VirtualRouter router, byte priority)
    {
        for (var i = 0; i < router.Paths.Count; i++)
        {
            if (router.Paths[i].IsUsable) SendAdvertisement(router, router.Paths[i], priority);
        }

        leases.Advertised(router);
    }

    private void SendAdvertisement(VirtualRouter router, AdvertisementPath path, byte priority)
    {
        var destinations = path.Destinations;
        var mac = path.Index == 0 ? router.SendsFrom : null;
        for (var i = 0; i < destinations.Length; i++)
        {
            Aim(path);
            var payload = _batch.Room[..router.WriteAdvertisement(priority, path, destinations[i], _batch.Room)];
            var isLast = i == destinations.Length - 1;
            if (mac is { } place && payload.Length <= LongestFramed)
            {
                SendGathered();
                Note(new Sender(router, path, isLast), SendFramed(path, place, payload));
                continue;
            }

            _batch.Add(payload.Length, path.Source, destinations[i]);
            _senders.Add(new Sender(router, path, isLast));
        }
    }

    /// <summary>Makes room for an advertisement on this path, after those that are to leave before it.</summary>
    private void Aim(AdvertisementPath path)
    {
        if (_batch.IsFull || _batchInterface != path.Interface.Index || _batchFamily != path.Family) SendGathered();
        (_batchInterface, _batchFamily) = (path.Interface.Index, path.Family);
    }

    private void SendGathered()
    {
        if (_batch.Count == 0) return;
        kernel.SendAdvertisements(_batchInterface, _batch);
        for (var i = 0; i < _senders.Count; i++) Note(_senders[i], _batch.Error(i));
        _batch.Clear();
        _senders.Clear();
    }

    private int SendFramed(AdvertisementPath path, MacAddress mac, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = stackalloc byte[AdvertisementFrame.LongestHeader + LongestFramed];
        return kernel.SendFrame(path.Interface.Index, frame[..AdvertisementFrame.Write(frame, mac, path.Source, payload)]);
    }

    /// <summary>A path is judged when all of its destinations were tried.</summary>
    private void Note(Sender sender, int error)
    {
        if (error != 0) _pathError = error;
        if (!sender.IsLast) return;
        if (_pathError != 0 || _mute.Count > 0) NoteSending(sender.Router, sender.Path, _pathError);
        _pathError = 0;
    }

    /// <summary>The first failure and the first success after it are told, not each second's.</summary>
    private void NoteSending(VirtualRouter router, AdvertisementPath path, int error)
    {
        var name = path.Interface.Name;
        if (error == 0 && _mute.Remove(path))
        {
            events.Add(EventKind.KernelFault, router.Name, $"advertisements can be sent again on {name}");
        }
        else if (error != 0 && !_mute.Contains(path))
        {
            _mute.Add(path);
            var text = $"advertisements cannot be sent on {name}: {KernelError.Text(error)}";
            events.Add(EventKind.KernelFault, router.Name, text);
        }
    }

    private readonly record struct Sender(VirtualRouter Router, AdvertisementPath Path, bool IsLast);
}
