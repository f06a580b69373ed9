namespace HaVip.Core.Configuration;

/// <summary>How a Backup asks whether the Master's host is there.</summary>
public enum DetectionProbe : byte
{
    /// <summary>ARP or neighbour discovery, which the host's kernel answers whatever its daemons do.</summary>
    Neighbor,
}
