namespace HaVip.Linux.Netlink;

/// <summary>Flags of an interface (netdevice(7)).</summary>
[Flags]
public enum LinkFlags
{
    None = 0,

    /// <summary>Administratively up.</summary>
    Up = 0x1,
    Broadcast = 0x2,
    Loopback = 0x8,
    PointToPoint = 0x10,

    /// <summary>Operational: up, and RFC 2863 says up or unknown.</summary>
    Running = 0x40,
    NoArp = 0x80,
    Multicast = 0x1000,

    /// <summary>The driver says there is a carrier.</summary>
    LowerUp = 0x1_0000,
    Dormant = 0x2_0000,
}
