using System.Buffers.Binary;
using HaVip.Linux.Netlink;

namespace HaVip.Linux.Native;

/// <summary>
/// The packet filter of a netlink socket (linux/filter.h): what the kernel reports passes, but for addresses of one origin
/// (IFA_PROTO) that come. Every renewal of a lease looks as if its address came, and whoever renews need not be woken by it.
/// </summary>
internal static class RenewalFilter
{
    private const ushort LoadByteAt = 0x50;
    private const ushort LoadHalf = 0x28;
    private const ushort LoadWord = 0x20;
    private const ushort LoadImmediate = 0x00;
    private const ushort LoadIndex = 0x01;
    private const ushort CopyToIndex = 0x07;
    private const ushort JumpEqual = 0x15;
    private const ushort Return = 0x06;

    /// <summary>Where the attribute is whose type is in X, looked for from A on; 0 where there is none.</summary>
    private const uint FindAttribute = unchecked((uint)-0x1000) + 12;

    private const uint TypeOffset = 4;
    private const uint AttributesOffset = NetlinkHeader.Size + 8;
    private const uint All = 0xFFFF;

    public static bool TryAttach(FileDescriptor socket, byte protocol)
    {
        // The filter reads numbers as they are on the wire of a network; those of netlink are the machine's own.
        var comes = BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReverseEndianness(NetlinkConstants.RTM_NEWADDR)
            : NetlinkConstants.RTM_NEWADDR;
        ReadOnlySpan<FilterInstruction> program =
        [
            new(LoadHalf, TypeOffset),
            new(JumpEqual, comes, jf: 7),
            new(LoadImmediate, AttributesOffset),
            new(LoadIndex, NetlinkConstants.IFA_PROTO),
            new(LoadWord, FindAttribute),
            new(JumpEqual, 0, jt: 3),
            new(CopyToIndex, 0),
            new(LoadByteAt, AttributeHeader.Size),
            new(JumpEqual, protocol, jt: 1),
            new(Return, All),
            new(Return, 0),
        ];
        return SocketOption.TryAttachFilter(socket, program);
    }
}
