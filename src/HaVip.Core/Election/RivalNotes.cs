using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>What a virtual router has heard of others that have its addresses; the next runner goes on from it.</summary>
public record struct RivalNotes
{
    private static readonly Instant LongAgo = new(long.MinValue / 2);

    public RivalNotes()
    {
    }

    /// <summary>The address that a Master asks for next, by its place.</summary>
    public int NextAsked { get; set; }

    /// <summary>What is claimed by another host and not yet forgotten.</summary>
    public NeighborClaim Claim { get; set; }

    public Instant ClaimedFirst { get; set; }

    public Instant ClaimedLast { get; set; } = LongAgo;

    /// <summary>When the host with the claim was asked last.</summary>
    public Instant ClaimAsked { get; set; }

    /// <summary>It is being asked again and again.</summary>
    public bool Follows { get; set; }

    /// <summary>Questions in a row that it did not answer.</summary>
    public int Silences { get; set; }

    /// <summary>The claim is believed.</summary>
    public AddressRival? Rival { get; set; }

    public bool Told { get; set; }

    public Instant ToldAt { get; set; } = LongAgo;

    /// <summary>Whoever claims an address before this is only leaving.</summary>
    public Instant ExcusedUntil { get; set; } = LongAgo;

    /// <summary>When another Master was heard last while this one was Master, and which.</summary>
    public Instant Advertised { get; set; } = LongAgo;

    public IpAddress Peer { get; set; }

    public byte PeerPriority { get; set; }

    /// <summary>When this Master asked for its addresses last.</summary>
    public Instant? Asked { get; set; }

    /// <summary>This Backup has asked for the addresses of a silent Master.</summary>
    public bool AskedForMaster { get; set; }

    /// <summary>Who answered then.</summary>
    public NeighborClaim Answer { get; set; }
}
