namespace HaVip.Linux.Netlink;

/// <summary>One report of the kernel; of the four, the one the kind is about is set.</summary>
public readonly record struct NetworkChange(
    NetworkChangeKind Kind,
    LinkInfo? Link = null,
    AddressInfo? Address = null,
    RouteInfo? Route = null,
    RuleSpec? Rule = null);
