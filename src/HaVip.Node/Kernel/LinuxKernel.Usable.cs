using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Time;

namespace HaVip.Node.Kernel;

internal sealed partial class LinuxKernel
{
    // A worker thread of the kernel needs a turn of a processor, which on a busy machine comes late.
    private static readonly Duration UsableWait = Duration.FromMilliseconds(100);
    private const int EagerLooks = 20;

    /// <summary>
    /// Waits until IPv6 addresses just added take packets: who announces one before that loses what neighbours send to it.
    /// One that is not ready in time is announced all the same.
    /// </summary>
    private void WaitUntilUsable(ReadOnlySpan<KernelAddress> addresses, ReadOnlySpan<NetlinkResult> results)
    {
        var deadline = MonotonicClock.Now + UsableWait;
        for (var i = 0; i < addresses.Length; i++)
        {
            var (address, index) = (addresses[i].Prefix.Address, addresses[i].InterfaceIndex);
            if (!results[i].Succeeded || address.Family != AddressFamily.IPv6) continue;
            for (var look = 0; !IsLocal(address, index) && MonotonicClock.Now < deadline; look++)
            {
                if (look < EagerLooks) Thread.Yield();
                else Thread.Sleep(1);
            }
        }
    }

    /// <summary>Where the kernel cannot be asked there is nothing to wait for.</summary>
    private bool IsLocal(IpAddress address, int interfaceIndex)
    {
        try
        {
            return _netlink.IsLocal(address, interfaceIndex);
        }
        catch (LinuxException)
        {
            return true;
        }
    }
}
