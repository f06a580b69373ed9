namespace HaVip.Linux.Netlink;

/// <summary>Flags of an address (linux/if_addr.h).</summary>
[Flags]
public enum AddressFlags
{
    None = 0,

    /// <summary>IPv4: another address of the same prefix came first, and takes this one along when it is removed
    /// (unless <c>promote_secondaries</c> is set). IPv6: a temporary address.</summary>
    Secondary = 0x1,
    NoDuplicateDetection = 0x2,
    Optimistic = 0x4,
    DuplicateDetectionFailed = 0x8,
    HomeAddress = 0x10,
    Deprecated = 0x20,
    Tentative = 0x40,

    /// <summary>Without a lifetime.</summary>
    Permanent = 0x80,
    ManageTemporary = 0x100,
    NoPrefixRoute = 0x200,
    JoinMulticast = 0x400,
    StablePrivacy = 0x800,
}
