namespace HaVip.Linux.Netlink;

/// <summary>The operational state of an interface (RFC 2863 section 3.1.14, numbers of linux/if.h).</summary>
public enum OperationalState : byte
{
    Unknown = 0,
    NotPresent = 1,
    Down = 2,
    LowerLayerDown = 3,
    Testing = 4,
    Dormant = 5,
    Up = 6,
}
