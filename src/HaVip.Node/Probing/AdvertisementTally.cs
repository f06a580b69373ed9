using HaVip.Core.Control;

namespace HaVip.Node.Probing;

/// <summary>Counts packets that say the same, so that an interval of 10 ms does not make a book of it.</summary>
internal sealed class AdvertisementTally
{
    /// <summary>A flood of packets that all differ is told of no longer than this.</summary>
    private const int MostKinds = 1_000;

    private readonly Dictionary<string, HeardAdvertisement> _heard = [];

    public IReadOnlyList<HeardAdvertisement> Heard => [.. _heard.Values];

    public void Add(TracedAdvertisement packet)
    {
        // What differs from packet to packet of one sender is taken out: the rest is what it says.
        var said = packet with
        {
            TimeUnixMicroseconds = 0,
            HmacUnixMicroseconds = null,
            HmacCounter = null,
            VirtualAddresses = [],
        };
        var key = $"{said} {string.Join(' ', packet.VirtualAddresses)}";
        if (_heard.TryGetValue(key, out var before)) _heard[key] = new HeardAdvertisement(before.Count + 1, packet);
        else if (_heard.Count < MostKinds) _heard.Add(key, new HeardAdvertisement(1, packet));
    }
}
