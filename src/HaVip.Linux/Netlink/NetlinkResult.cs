namespace HaVip.Linux.Netlink;

/// <summary>The kernel's answer to one change of a batch.</summary>
/// <param name="ErrorNumber">0 where it was done.</param>
/// <param name="Detail">The kernel's own words about an error, where it has some.</param>
public readonly record struct NetlinkResult(int ErrorNumber, string? Detail = null)
{
    public bool Succeeded => ErrorNumber == 0;

    /// <summary>Of an Add: one is there already.</summary>
    public bool WasPresent => ErrorNumber == Errno.EEXIST;

    /// <summary>Of a Remove: there is none, or not even the interface.</summary>
    public bool WasAbsent => ErrorNumber is Errno.EADDRNOTAVAIL or Errno.ESRCH or Errno.ENODEV;

    public LinuxException ToException(string operation) => new(operation, ErrorNumber, Detail);
}
