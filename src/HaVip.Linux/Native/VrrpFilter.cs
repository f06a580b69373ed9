using HaVip.Core.Values;

namespace HaVip.Linux.Native;

/// <summary>
/// The packet filter of a capture, a program the kernel runs on every packet of the interface (linux/filter.h): of IP
/// packets, those of protocol 112 pass. Frames of a VLAN belong to the VLAN's own interface, and the fragments behind a
/// first one have no VRRP header.
/// </summary>
internal static class VrrpFilter
{
    // Instructions: load byte, load half-word, equal, any bit set, return.
    private const ushort LoadByte = 0x30;
    private const ushort LoadHalf = 0x28;
    private const ushort JumpEqual = 0x15;
    private const ushort JumpSet = 0x45;
    private const ushort Return = 0x06;

    // What the kernel knows of a packet without looking into it.
    private const uint Ancillary = unchecked((uint)-0x1000);
    private const uint EtherTypeOf = Ancillary;
    private const uint VlanTagPresent = Ancillary + 48;

    private const uint IPv4Type = 0x0800;
    private const uint IPv6Type = 0x86DD;
    private const uint IPv4ProtocolOffset = 9;
    private const uint IPv4FragmentOffset = 6;
    private const uint FragmentMask = 0x1FFF;
    private const uint IPv6NextHeaderOffset = 6;
    private const uint All = 0x40000;

    public static void Attach(FileDescriptor socket)
    {
        ReadOnlySpan<FilterInstruction> program =
        [
            new(LoadByte, VlanTagPresent),
            new(JumpEqual, 0, jf: 10),
            new(LoadHalf, EtherTypeOf),
            new(JumpEqual, IPv4Type, jf: 4),
            new(LoadByte, IPv4ProtocolOffset),
            new(JumpEqual, VrrpSocket.Protocol, jf: 6),
            new(LoadHalf, IPv4FragmentOffset),
            new(JumpSet, FragmentMask, jt: 4, jf: 3),
            new(JumpEqual, IPv6Type, jf: 3),
            new(LoadByte, IPv6NextHeaderOffset),
            new(JumpEqual, VrrpSocket.Protocol, jf: 1),
            new(Return, All),
            new(Return, 0),
        ];
        SocketOption.AttachFilter(socket, program);
    }
}
