using HaVip.Core.Values;

namespace HaVip.Node.Loop;

/// <summary>What an epoll token stands for: the kind in the upper half, a number in the lower.</summary>
internal static class EpollToken
{
    public const ulong Signals = (ulong)EpollKind.Signals << 32;

    public const ulong Monitor = (ulong)EpollKind.Monitor << 32;

    public const ulong Checks = (ulong)EpollKind.Checks << 32;

    public const ulong Notices = (ulong)EpollKind.Notices << 32;

    public const ulong ControlListener = (ulong)EpollKind.ControlListener << 32;

    public static ulong ControlConnection(uint number) => ((ulong)EpollKind.ControlConnection << 32) | number;

    public static ulong Vrrp(int interfaceIndex, AddressFamily family)
    {
        var kind = family == AddressFamily.IPv6 ? EpollKind.VrrpIPv6 : EpollKind.VrrpIPv4;
        return ((ulong)kind << 32) | (uint)interfaceIndex;
    }

    public static ulong Neighbors(int interfaceIndex, AddressFamily family)
    {
        var kind = family == AddressFamily.IPv6 ? EpollKind.NeighborsIPv6 : EpollKind.NeighborsIPv4;
        return ((ulong)kind << 32) | (uint)interfaceIndex;
    }

    public static EpollKind KindOf(ulong token) => (EpollKind)(token >> 32);

    public static uint NumberOf(ulong token) => (uint)token;
}
