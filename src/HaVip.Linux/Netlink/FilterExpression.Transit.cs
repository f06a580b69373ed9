using static HaVip.Linux.Netlink.NetfilterConstants;

namespace HaVip.Linux.Netlink;

internal static partial class FilterExpression
{
    /// <summary>Keeps of the first byte loaded what the mask has.</summary>
    public static void And(ref NetlinkWriter writer, byte mask)
    {
        var step = Begin(ref writer, "bitwise");
        writer.NetworkOrder(NFTA_BITWISE_SREG, NFT_REG_1);
        writer.NetworkOrder(NFTA_BITWISE_DREG, NFT_REG_1);
        writer.NetworkOrder(NFTA_BITWISE_LEN, sizeof(byte));
        WriteData(ref writer, NFTA_BITWISE_MASK, [mask]);
        WriteData(ref writer, NFTA_BITWISE_XOR, [0]);
        End(ref writer, step);
    }

    /// <summary>Puts what was loaded into a set; the rule does not go on where the set is full.</summary>
    public static void AddTo(ref NetlinkWriter writer, string set)
    {
        var step = Begin(ref writer, "dynset");
        writer.Attribute(NFTA_DYNSET_SET_NAME, set);
        writer.NetworkOrder(NFTA_DYNSET_OP, NFT_DYNSET_OP_ADD);
        writer.NetworkOrder(NFTA_DYNSET_SREG_KEY, NFT_REG_1);
        End(ref writer, step);
    }

    /// <summary>Writes into the link-layer header.</summary>
    public static void Store(ref NetlinkWriter writer, uint offset, scoped ReadOnlySpan<byte> value)
    {
        Immediate(ref writer, value);
        var step = BeginStore(ref writer, NFT_PAYLOAD_LL_HEADER, offset, value.Length);
        End(ref writer, step);
    }

    /// <summary>Writes into the message behind the network header, and its checksum with it.</summary>
    public static void Store(ref NetlinkWriter writer, uint offset, scoped ReadOnlySpan<byte> value, uint checksumOffset)
    {
        Immediate(ref writer, value);
        var step = BeginStore(ref writer, NFT_PAYLOAD_TRANSPORT_HEADER, offset, value.Length);
        writer.NetworkOrder(NFTA_PAYLOAD_CSUM_TYPE, NFT_PAYLOAD_CSUM_INET);
        writer.NetworkOrder(NFTA_PAYLOAD_CSUM_OFFSET, checksumOffset);
        End(ref writer, step);
    }

    /// <summary>Marks the packet.</summary>
    public static void StoreMark(ref NetlinkWriter writer, uint mark)
    {
        Immediate(ref writer, BitConverter.GetBytes(mark));
        var step = Begin(ref writer, "meta");
        writer.NetworkOrder(NFTA_META_KEY, NFT_META_MARK);
        writer.NetworkOrder(NFTA_META_SREG, NFT_REG_1);
        End(ref writer, step);
    }

    /// <summary>Sends the packet out by an interface instead of taking it in.</summary>
    public static void Forward(ref NetlinkWriter writer, int interfaceIndex)
    {
        Immediate(ref writer, BitConverter.GetBytes(interfaceIndex));
        var step = Begin(ref writer, "fwd");
        writer.NetworkOrder(NFTA_FWD_SREG_DEV, NFT_REG_1);
        End(ref writer, step);
    }

    private static (int Element, int Data) BeginStore(ref NetlinkWriter writer, uint header, uint offset, int length)
    {
        var step = Begin(ref writer, "payload");
        writer.NetworkOrder(NFTA_PAYLOAD_SREG, NFT_REG_1);
        writer.NetworkOrder(NFTA_PAYLOAD_BASE, header);
        writer.NetworkOrder(NFTA_PAYLOAD_OFFSET, offset);
        writer.NetworkOrder(NFTA_PAYLOAD_LEN, (uint)length);
        return step;
    }

    private static void Immediate(ref NetlinkWriter writer, scoped ReadOnlySpan<byte> value)
    {
        var step = Begin(ref writer, "immediate");
        writer.NetworkOrder(NFTA_IMMEDIATE_DREG, NFT_REG_1);
        WriteData(ref writer, NFTA_IMMEDIATE_DATA, value);
        End(ref writer, step);
    }

    private static void WriteData(ref NetlinkWriter writer, ushort attribute, scoped ReadOnlySpan<byte> value)
    {
        var data = writer.Open(attribute);
        writer.Attribute(NFTA_DATA_VALUE, value);
        writer.Close(data);
    }
}
