using static HaVip.Linux.Netlink.NetfilterConstants;

namespace HaVip.Linux.Netlink;

/// <summary>Writes the steps of a rule, each an element of NFTA_RULE_EXPRESSIONS: a name and its attributes.</summary>
internal static partial class FilterExpression
{
    /// <summary>Loads a fact about the packet: <c>meta l4proto</c>.</summary>
    public static void Meta(ref NetlinkWriter writer, uint key, uint register)
    {
        var step = Begin(ref writer, "meta");
        writer.NetworkOrder(NFTA_META_KEY, key);
        writer.NetworkOrder(NFTA_META_DREG, register);
        End(ref writer, step);
    }

    /// <summary>Loads bytes of the packet.</summary>
    public static void Payload(
        ref NetlinkWriter writer, uint header, uint offset, uint length, uint register = NFT_REG_1)
    {
        var step = Begin(ref writer, "payload");
        writer.NetworkOrder(NFTA_PAYLOAD_DREG, register);
        writer.NetworkOrder(NFTA_PAYLOAD_BASE, header);
        writer.NetworkOrder(NFTA_PAYLOAD_OFFSET, offset);
        writer.NetworkOrder(NFTA_PAYLOAD_LEN, length);
        End(ref writer, step);
    }

    /// <summary>Goes on only where the first byte loaded is this.</summary>
    public static void Equals(ref NetlinkWriter writer, byte value) => Equals(ref writer, [value]);

    /// <summary>Goes on only where what was loaded begins with this.</summary>
    public static void Equals(ref NetlinkWriter writer, scoped ReadOnlySpan<byte> value) =>
        Compare(ref writer, NFT_CMP_EQ, value);

    /// <summary>Goes on only where what was loaded does not begin with this.</summary>
    public static void Differs(ref NetlinkWriter writer, scoped ReadOnlySpan<byte> value) =>
        Compare(ref writer, NFT_CMP_NEQ, value);

    /// <summary>Goes on only where what was loaded is in the set.</summary>
    public static void Lookup(ref NetlinkWriter writer, ClosedSet set) => Lookup(ref writer, set.Name);

    /// <summary>Goes on only where what was loaded is in the set.</summary>
    public static void Lookup(ref NetlinkWriter writer, string set)
    {
        var step = Begin(ref writer, "lookup");
        writer.Attribute(NFTA_LOOKUP_SET, set);
        writer.NetworkOrder(NFTA_LOOKUP_SREG, NFT_REG_1);
        End(ref writer, step);
    }

    /// <summary>Ends the chain: NF_DROP or NF_ACCEPT.</summary>
    public static void Verdict(ref NetlinkWriter writer, uint verdict)
    {
        var step = Begin(ref writer, "immediate");
        writer.NetworkOrder(NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT);
        var data = writer.Open(NFTA_IMMEDIATE_DATA);
        var code = writer.Open(NFTA_DATA_VERDICT);
        writer.NetworkOrder(NFTA_VERDICT_CODE, verdict);
        writer.Close(code);
        writer.Close(data);
        End(ref writer, step);
    }

    private static void Compare(ref NetlinkWriter writer, uint operation, scoped ReadOnlySpan<byte> value)
    {
        var step = Begin(ref writer, "cmp");
        writer.NetworkOrder(NFTA_CMP_SREG, NFT_REG_1);
        writer.NetworkOrder(NFTA_CMP_OP, operation);
        var data = writer.Open(NFTA_CMP_DATA);
        writer.Attribute(NFTA_DATA_VALUE, value);
        writer.Close(data);
        End(ref writer, step);
    }

    private static (int Element, int Data) Begin(ref NetlinkWriter writer, string name)
    {
        var element = writer.Open(NFTA_LIST_ELEM);
        writer.Attribute(NFTA_EXPR_NAME, name);
        return (element, writer.Open(NFTA_EXPR_DATA));
    }

    private static void End(ref NetlinkWriter writer, (int Element, int Data) step)
    {
        writer.Close(step.Data);
        writer.Close(step.Element);
    }
}
