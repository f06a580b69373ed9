using HaVip.Core.Election;
using HaVip.Node.Loop;

namespace HaVip.Node.Tests.EndToEnd;

/// <summary>
/// The bytes a loop's thread allocates in windows of so many advertisements. A window counts when all instances were in one
/// state all the time and nothing was told meanwhile: who tells something may allocate for it. Now and then the kernel has
/// news of an interface, which makes the runner look at its addresses; garbage of each advertisement leaves no window clean.
/// Looking allocates nothing.
/// </summary>
/// <param name="state">Of all instances.</param>
/// <param name="advertisements">In a window, sent by Masters or received by Backups.</param>
/// <param name="wanted">Windows without any allocation, after which it looks no more.</param>
/// <param name="most">Windows after which it gives up.</param>
internal sealed class QuietWindows(VrrpState state, int advertisements, int wanted, int most)
{
    private readonly long[] _allocated = new long[most];
    private long _begun = -1;
    private long _bytes;
    private long _told;
    private volatile int _count;
    private volatile int _clean;

    /// <summary>Windows so far in which nothing was allocated.</summary>
    public int Clean => _clean;

    public bool IsOver => _clean == wanted || _count == most;

    /// <summary>Bytes of each window, in their order.</summary>
    public string Allocated => string.Join(", ", _allocated[.._count]);

    public void Look(NodeLoop loop)
    {
        if (IsOver) return;
        var told = loop.Parts.Events.Ring.LastSequence;
        var done = Advertisements(loop);
        if (done < 0 || _begun < 0 || told != _told)
        {
            (_begun, _told, _bytes) = (done, told, GC.GetAllocatedBytesForCurrentThread());
            return;
        }

        if (done - _begun < advertisements) return;
        var now = GC.GetAllocatedBytesForCurrentThread();
        var begun = _bytes;
        _allocated[_count] = now - begun;
        (_begun, _bytes) = (done, now);
        if (now == begun) _clean++;
        _count++;
    }

    /// <summary>Those sent or received in that state; -1 while one is in another.</summary>
    private long Advertisements(NodeLoop loop)
    {
        var routers = loop.Parts.Engine.Routers;
        var sum = 0L;
        for (var i = 0; i < routers.Count; i++)
        {
            var router = routers[i];
            if (router.State != state) return -1;
            sum += state == VrrpState.Master ? router.Counters.AdvertisementsSent : router.Counters.AdvertisementsReceived;
        }

        return sum;
    }
}
