using HaVip.Core.Values;
using HaVip.Linux.Native;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Membership of the VRRP group on one interface, for as long as it lives: it makes a snooping switch send the group's
/// packets here. Nothing is received through it.
/// </summary>
public sealed class GroupMembership : IDisposable
{
    private readonly FileDescriptor _descriptor;

    private GroupMembership(FileDescriptor descriptor) => _descriptor = descriptor;

    /// <summary>Null where the kernel or the interface has not got this family, as with IPv6 turned off.</summary>
    /// <exception cref="LinuxException">Any other refusal.</exception>
    public static GroupMembership? TryJoin(string interfaceName, int interfaceIndex, AddressFamily family)
    {
        var domain = family == AddressFamily.IPv4 ? AF_INET : AF_INET6;
        var result = socket(domain, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (result < 0 && errno == Errno.EAFNOSUPPORT) return null;
        var descriptor = FileDescriptor.Take(result, $"open an {family} socket");
        if (GroupOption.TryJoin(descriptor, family, interfaceIndex)) return new GroupMembership(descriptor);
        var refused = LinuxException.Last($"join the {family} group of VRRP on {interfaceName}");
        descriptor.Dispose();
        return refused.ErrorNumber is Errno.ENODEV or Errno.EADDRNOTAVAIL or Errno.EINVAL ? null : throw refused;
    }

    public void Dispose() => _descriptor.Dispose();
}
