namespace HaVip.Linux.Netlink;

/// <summary>How a batch changes addresses or routes.</summary>
public enum NetlinkOperation
{
    /// <summary>Refused (EEXIST) where one is there already, whoever put it there.</summary>
    Add,

    /// <summary>
    /// Adds, or renews what is there. An address is the same with the same prefix on the same interface; an IPv4 route
    /// with the same destination, metric and table, whatever its gateway and whoever put it there.
    /// </summary>
    Replace,

    /// <summary>
    /// IPv6 routes: sets anew when a route that is there and expires does so, which EEXIST says; a route that is not there
    /// is added.
    /// </summary>
    Renew,

    /// <summary>Reports EADDRNOTAVAIL, ESRCH or ENODEV where it is not there.</summary>
    Remove,
}
