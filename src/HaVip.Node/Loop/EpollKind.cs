namespace HaVip.Node.Loop;

internal enum EpollKind : uint
{
    Signals = 1,
    Monitor,
    ControlListener,
    ControlConnection,
    VrrpIPv4,
    VrrpIPv6,
    NeighborsIPv4,
    NeighborsIPv6,
    Checks,
    Notices,
}
