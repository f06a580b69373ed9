namespace HaVip.Linux.Netlink;

/// <summary>What the kernel reports to have happened.</summary>
public enum NetworkChangeKind
{
    /// <summary>An interface is new or something about it changed.</summary>
    LinkChanged,
    LinkRemoved,

    /// <summary>An address is new or renewed, or its flags or lifetimes changed.</summary>
    AddressAdded,
    AddressRemoved,
    RouteAdded,
    RouteRemoved,
    RuleRemoved,

    /// <summary>Reports were lost: whoever keeps a picture must dump again.</summary>
    Overrun,
}
