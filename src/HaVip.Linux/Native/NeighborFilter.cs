using System.Buffers.Binary;
using HaVip.Core.Values;

namespace HaVip.Linux.Native;

/// <summary>
/// The packet filter of a neighbour socket (linux/filter.h): of ARP those packets pass whose sender says that it has one of
/// some addresses, of IPv6 the neighbour advertisements for one of them. The kernel drops the rest, which on a big LAN is
/// a lot.
/// </summary>
internal static class NeighborFilter
{
    /// <summary>The kernel takes 4096 instructions; with more addresses each claim passes and the receiver sorts them.</summary>
    public const int MostAddresses = 2000;

    private const ushort LoadByte = 0x30;
    private const ushort LoadHalf = 0x28;
    private const ushort LoadWord = 0x20;
    private const ushort JumpEqual = 0x15;
    private const ushort Return = 0x06;
    private const uint VlanTagPresent = unchecked((uint)-0x1000) + 48;
    private const uint All = 0x40000;

    private const uint ArpProtocolOffset = 2;
    private const uint ArpSenderOffset = 14;
    private const uint IPv4Type = 0x0800;
    private const uint IPv6NextHeaderOffset = 6;
    private const uint Icmp = 58;
    private const uint IcmpTypeOffset = 40;
    private const uint NeighborAdvertisement = 136;

    /// <summary>The last word of the target: enough for a first look, the receiver compares all of it.</summary>
    private const uint TargetEndOffset = 60;

    public static void Attach(FileDescriptor socket, AddressFamily family, IReadOnlyCollection<IpAddress> addresses)
    {
        var program = new List<FilterInstruction>();
        Require(program, LoadByte, VlanTagPresent, 0);
        if (family == AddressFamily.IPv4)
        {
            Require(program, LoadHalf, ArpProtocolOffset, IPv4Type);
            program.Add(new(LoadWord, ArpSenderOffset));
        }
        else
        {
            Require(program, LoadByte, IPv6NextHeaderOffset, Icmp);
            Require(program, LoadByte, IcmpTypeOffset, NeighborAdvertisement);
            program.Add(new(LoadWord, TargetEndOffset));
        }

        if (addresses.Count > MostAddresses) program.Add(new(Return, All));
        else foreach (var address in addresses) PassWhereEqual(program, LastWord(address));
        program.Add(new(Return, 0));
        SocketOption.AttachFilter(socket, program.ToArray());
    }

    private static void Require(List<FilterInstruction> program, ushort load, uint offset, uint value)
    {
        program.Add(new(load, offset));
        program.Add(new(JumpEqual, value, jt: 1));
        program.Add(new(Return, 0));
    }

    private static void PassWhereEqual(List<FilterInstruction> program, uint value)
    {
        program.Add(new(JumpEqual, value, jf: 1));
        program.Add(new(Return, All));
    }

    private static uint LastWord(IpAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var length = address.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[(length - 4)..]);
    }
}
