using HaVip.Core.Values;
using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;

namespace HaVip.Linux.Netlink;

public sealed partial class RouteNetlink
{
    private const ushort KnownStates = NUD_REACHABLE | NUD_STALE | NUD_DELAY | NUD_PROBE | NUD_PERMANENT;

    /// <summary>Where a neighbour is, as far as the kernel knows without asking; null where it does not.</summary>
    /// <remarks>Kernels before 5.0 cannot be asked for one.</remarks>
    public MacAddress? FindNeighbor(int interfaceIndex, IpAddress address)
    {
        const string Operation = "look up a neighbour";
        var family = new NeighborMessage { ndm_family = NumberOf(address.Family), ndm_ifindex = interfaceIndex };
        var writer = new NetlinkWriter(_sendBuffer);
        writer.Begin(RTM_GETNEIGH, NLM_F_REQUEST, ++_sequence, family);
        writer.Attribute(NDA_DST, address);
        writer.End();
        _socket.Send(writer.Written, Operation);
        while (true)
        {
            var cursor = new NetlinkCursor(_socket.Receive(Operation));
            while (cursor.TryRead(out var message))
            {
                if (message.Header.nlmsg_seq != _sequence) continue;
                return message.Header.nlmsg_type == RTM_NEWNEIGH ? PlaceOf(message) : null;
            }
        }
    }

    /// <summary>Lets the kernel find out where a neighbour is, and returns before it knows.</summary>
    public bool AskForNeighbor(int interfaceIndex, IpAddress address)
    {
        var neighbor = (interfaceIndex, address);
        NetlinkResult result = default;
        Change(
            NetlinkOperation.Add,
            new ReadOnlySpan<(int, IpAddress)>(in neighbor),
            new Span<NetlinkResult>(ref result),
            WriteQuestion);
        return result.Succeeded;
    }

    private static void WriteQuestion(
        ref NetlinkWriter writer, NetlinkOperation operation, uint sequence, in (int Index, IpAddress Address) neighbor)
    {
        var family = new NeighborMessage
        {
            ndm_family = NumberOf(neighbor.Address.Family),
            ndm_ifindex = neighbor.Index,
            ndm_flags = NTF_USE,
        };
        writer.Begin(RTM_NEWNEIGH, NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE, sequence, family);
        writer.Attribute(NDA_DST, neighbor.Address);
        writer.End();
    }

    private static MacAddress? PlaceOf(in NetlinkMessage message)
    {
        if (!message.TrySplit<NeighborMessage>(out var family, out var attributes)) return null;
        if ((family.ndm_state & KnownStates) == 0) return null;
        while (attributes.TryRead(out var attribute))
        {
            if (attribute.Type == NDA_LLADDR && attribute.Data.Length == MacAddress.Length)
                return MacAddress.FromBytes(attribute.Data);
        }

        return null;
    }
}
