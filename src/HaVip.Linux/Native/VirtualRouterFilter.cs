using HaVip.Core.Values;

namespace HaVip.Linux.Native;

/// <summary>
/// The packet filter of a VRRP socket (linux/filter.h): of what comes in, advertisements of some virtual routers pass. So
/// does what is too short to say whose it is, for whoever receives to count. A table of 256 bits: many virtual routers cost a
/// packet no more than one.
/// </summary>
internal static class VirtualRouterFilter
{
    // Instructions: loads of a byte, the length, a number, a cell; into X the length of an IPv4 header; store, arithmetic.
    private const ushort LoadByte = 0x30;
    private const ushort LoadByteBehind = 0x50;
    private const ushort LoadLength = 0x80;
    private const ushort LoadNumber = 0x00;
    private const ushort LoadCell = 0x60;
    private const ushort LoadHeaderLength = 0xB1;
    private const ushort Store = 0x02;
    private const ushort CopyToIndex = 0x07;
    private const ushort SubtractIndex = 0x1C;
    private const ushort And = 0x54;
    private const ushort ShiftLeftByIndex = 0x6C;
    private const ushort ShiftRight = 0x74;
    private const ushort JumpEqual = 0x15;
    private const ushort JumpNotLess = 0x35;
    private const ushort JumpSet = 0x45;
    private const ushort Return = 0x06;

    private const uint IdOffset = 1;
    private const uint IdEnd = 2;
    private const uint IdCell = 0;
    private const uint BitCell = 1;
    private const int Words = 8;
    private const int WordLength = 3;
    private const uint All = 0x40000;

    /// <summary>Takes the place of the filter that is there, between two packets; false leaves the reason in errno.</summary>
    public static bool TryAttach(FileDescriptor socket, AddressFamily family, IEnumerable<byte> virtualRouterIds)
    {
        Span<uint> table = stackalloc uint[Words];
        foreach (var id in virtualRouterIds) table[id >> 5] |= 1u << (id & 31);
        List<FilterInstruction> program = [];
        ReadId(program, family);
        LookUp(program, table);
        return SocketOption.TryAttachFilter(socket, program.ToArray());
    }

    /// <summary>The IPv4 socket shows the IP header too, which has options or not; the IPv6 one begins behind it.</summary>
    private static void ReadId(List<FilterInstruction> program, AddressFamily family)
    {
        if (family == AddressFamily.IPv4) program.Add(new(LoadHeaderLength, 0));
        program.Add(new(LoadLength, 0));
        if (family == AddressFamily.IPv4) program.Add(new(SubtractIndex, 0));
        program.Add(new(JumpNotLess, IdEnd, jt: 1));
        program.Add(new(Return, All));
        program.Add(new(family == AddressFamily.IPv4 ? LoadByteBehind : LoadByte, IdOffset));
    }

    /// <summary>One bit of the word the upper three bits of the id name, the one its lower five name.</summary>
    private static void LookUp(List<FilterInstruction> program, ReadOnlySpan<uint> table)
    {
        program.AddRange(
        [
            new(Store, IdCell),
            new(And, 31),
            new(CopyToIndex, 0),
            new(LoadNumber, 1),
            new(ShiftLeftByIndex, 0),
            new(Store, BitCell),
            new(LoadCell, IdCell),
            new(ShiftRight, 5),
        ]);
        for (var word = 0; word < Words; word++)
        {
            var drop = (byte)(WordLength * (Words - 1 - word));
            program.Add(new(JumpEqual, (uint)word, jf: 2));
            program.Add(new(LoadCell, BitCell));
            program.Add(new(JumpSet, table[word], jt: (byte)(drop + 1), jf: drop));
        }

        program.Add(new(Return, 0));
        program.Add(new(Return, All));
    }
}
