using HaVip.Core.Configuration;
using HaVip.Core.Succession;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>
/// Signs and judges HMAC trailers of one virtual router: sequences grow, and those of the last four senders
/// on each path are remembered. A sequence is seconds, 1/65536 s and a counter as one 64-bit number, compared as RFC 1982 serials.
/// </summary>
internal sealed class HmacGuard
{
    private const int SenderLimit = 4;
    private static readonly Duration LeastWindow = Duration.FromSeconds(5);

    // Empty until one is heard: most virtual routers sign nothing.
    private Sender[] _senders = [];
    private int _places = SenderLimit;
    private ulong? _sent;
    private Instant _clockRead;

    /// <summary>There are so many paths from now on.</summary>
    public void Serve(int paths) => _places = Math.Max(_places, paths * SenderLimit);

    /// <summary>The sequence signed last; null before the first.</summary>
    public ulong? Sent => _sent;

    /// <summary>When the clock read what that sequence says.</summary>
    public Instant ClockRead => _clockRead;

    /// <summary>What is remembered of senders.</summary>
    public IReadOnlyList<SenderMemory> Senders() => [.. _senders
        .Where(sender => sender.Address.Family != AddressFamily.None)
        .Select(sender => new SenderMemory(sender.Path, sender.Address, sender.Sequence, sender.Heard, sender.Window))];

    /// <summary>Goes on signing and judging as the guard that had this.</summary>
    public void Recall(ulong? sent, Instant clockRead, IReadOnlyList<SenderMemory> senders)
    {
        _sent = sent;
        _clockRead = clockRead;
        if (senders.Count > 0) MakePlaces();
        for (var i = 0; i < Math.Min(senders.Count, _senders.Length); i++)
        {
            var known = senders[i];
            _senders[i] = new Sender(known.Path, known.Address, known.Sequence, known.Heard, known.Window);
        }
    }

    /// <summary>
    /// The clock, or one more than the last where the clock has not moved on. With Time, a clock that was put back by
    /// more than the window is followed: receivers whose clocks are right refused what was signed ahead of them.
    /// </summary>
    /// <param name="unixMicroseconds">What the clock reads.</param>
    /// <param name="now">When it reads that; by the time that has passed it is known how far it was put back.</param>
    /// <param name="antiReplay">What receivers judge by.</param>
    /// <param name="window">How far they let clocks be off.</param>
    public ulong NextSequence(long unixMicroseconds, Instant now, HmacAntiReplay antiReplay, Duration window)
    {
        var next = SequenceOf(unixMicroseconds);
        if (_sent is { } sent && !IsNewer(next, sent))
        {
            var putBack = HmacTrailer.TimeOf(sent) + (now - _clockRead) - new Duration(unixMicroseconds);
            if (antiReplay == HmacAntiReplay.Monotonic || putBack <= window)
            {
                _sent = sent + 1;
                return sent + 1;
            }
        }

        _sent = next;
        _clockRead = now;
        return next;
    }

    /// <summary>None where the trailer proves its sender; changes nothing. <see cref="Accept"/> remembers.</summary>
    public RejectReason Judge(
        in Advertisement advertisement, int path, IpAddress source, HmacAuthentication settings, Duration window,
        long unixMicroseconds, Instant now)
    {
        if (advertisement.Trailer.IsEmpty) return RejectReason.HmacMissing;
        if (!HmacTrailer.TryRead(advertisement.Trailer, out var keyId, out var sequence)) return RejectReason.HmacMalformed;
        if (settings.Find(keyId) is not { } key) return RejectReason.HmacUnknownKey;
        if (!HmacTrailer.Verify(advertisement.Message, advertisement.Trailer, source, key.Material.Bytes))
            return RejectReason.HmacMismatch;
        var byTime = settings.AntiReplay == HmacAntiReplay.Time;
        var ahead = HmacTrailer.TimeOf(sequence) - new Duration(unixMicroseconds);
        if (byTime && Duration.Max(ahead, Duration.Zero - ahead) > window) return RejectReason.HmacStale;
        var known = Find(path, source);
        if (known < 0) return IsRepeatedFromElsewhere(source, sequence, window) ? RejectReason.HmacReplayed : RejectReason.None;
        // As long as a sequence may be in either window it is remembered: the window follows the Master's interval.
        var memory = Duration.Max(window, _senders[known].Window) * 2;
        var expired = byTime && now > _senders[known].Heard + memory;
        return expired || IsNewer(sequence, _senders[known].Sequence) ? RejectReason.None : RejectReason.HmacReplayed;
    }

    /// <summary>Remembers the sequence of an advertisement that passed every check, in this window.</summary>
    public void Accept(in Advertisement advertisement, int path, IpAddress source, Duration window, Instant now)
    {
        if (!HmacTrailer.TryRead(advertisement.Trailer, out _, out var sequence)) return;
        MakePlaces();
        var place = Find(path, source);
        if (place < 0) place = LeastRecent();
        _senders[place] = new Sender(path, source, sequence, now, window);
    }

    /// <summary>Whether a packet is heard all the same, as the steps of a roll-out need.</summary>
    public static bool Tolerates(HmacMode mode, RejectReason verdict) =>
        mode == HmacMode.ReceiveOnly || (mode == HmacMode.Permissive && verdict == RejectReason.HmacMissing);

    public static Duration DefaultWindow(Duration interval) => Duration.Max(interval * 3, LeastWindow);

    /// <summary>
    /// A sender may have one address on several paths, and its copies come in any order: what is older than a window was
    /// recorded on another path.
    /// </summary>
    private bool IsRepeatedFromElsewhere(IpAddress source, ulong sequence, Duration window)
    {
        foreach (ref readonly var sender in _senders.AsSpan())
        {
            if (sender.Address == source && HmacTrailer.TimeOf(sender.Sequence) - HmacTrailer.TimeOf(sequence) > window)
                return true;
        }

        return false;
    }

    private void MakePlaces()
    {
        if (_senders.Length < _places) Array.Resize(ref _senders, _places);
    }

    private int Find(int path, IpAddress source)
    {
        for (var i = 0; i < _senders.Length; i++)
        {
            if (_senders[i].Address == source && _senders[i].Path == path) return i;
        }

        return -1;
    }

    private int LeastRecent()
    {
        var least = 0;
        for (var i = 1; i < _senders.Length; i++)
        {
            if (_senders[i].Heard < _senders[least].Heard) least = i;
        }

        return least;
    }

    private static bool IsNewer(ulong sequence, ulong than) => (long)(sequence - than) > 0;

    private static ulong SequenceOf(long unixMicroseconds)
    {
        var seconds = (ulong)(unixMicroseconds / 1_000_000);
        var fraction = (ulong)(unixMicroseconds % 1_000_000) * 65_536 / 1_000_000;
        return (seconds << 32) | (fraction << 16);
    }

    private readonly record struct Sender(int Path, IpAddress Address, ulong Sequence, Instant Heard, Duration Window);
}
