using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>What a virtual router made of the silence of its Master's host; the next runner goes on from it.</summary>
public record struct DetectionNotes
{
    public DetectionNotes()
    {
    }

    /// <summary>The host is taken for gone, and this Backup waits for its turn.</summary>
    public bool Gone { get; set; }

    /// <summary>When this Backup would have taken over without that.</summary>
    public Instant Deadline { get; set; }

    /// <summary>The Master taken over from that way, as long as a word of it would show that it was there after all.</summary>
    public IpAddress Alarm { get; set; }

    /// <summary>How many times the configured misses it took after the last false alarm.</summary>
    public int Caution { get; set; } = 1;

    public Instant FalseAlarm { get; set; } = new(long.MinValue / 2);
}
