using System.Buffers.Binary;
using System.Runtime.InteropServices;
using HaVip.Core.Values;
using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Netlink;

/// <summary>
/// TCP connections to addresses of this host, in the network namespace of the calling thread. A socket of IPv6 may have one
/// of IPv4, as that of a server that listens to both.
/// </summary>
public static class ConnectionNetlink
{
    private const byte Tcp = 6;
    private const int OperationLength = 4;
    private const int ConditionLength = 8;
    private const int RequestLength = 128;
    private const int AddressesPerRequest = 1000;

    // Bits of the states of <netinet/tcp.h> in which something may still be said or acknowledged: ESTABLISHED, SYN_RECV,
    // FIN_WAIT1, CLOSE_WAIT, LAST_ACK, CLOSING; a handshake under way is in one of the kernel's own.
    private const uint OpenStates = (1 << 1) | (1 << 3) | (1 << 4) | (1 << 8) | (1 << 9) | (1 << 11) | (1 << 12);

    /// <summary>Whether there is one at all; stops at the first.</summary>
    public static bool Any(IReadOnlyCollection<IpAddress> addresses)
    {
        var found = false;
        Walk(addresses, (in SocketDiagnosis _) => !(found = true));
        return found;
    }

    /// <summary>The far ends of all.</summary>
    public static IReadOnlyList<FarEnd> List(IReadOnlyCollection<IpAddress> addresses)
    {
        var ends = new List<FarEnd>();
        Walk(addresses, (in SocketDiagnosis connection) =>
        {
            ends.Add(FarEndOf(connection));
            return true;
        });
        return ends;
    }

    /// <summary>Ends all, so that both sides learn of it at once; returns how many.</summary>
    /// <remarks>A kernel without <c>CONFIG_INET_DIAG_DESTROY</c> ends none.</remarks>
    public static int Reset(IReadOnlyCollection<IpAddress> addresses)
    {
        var open = new List<SocketDiagnosis>();
        Walk(addresses, (in SocketDiagnosis connection) =>
        {
            open.Add(connection);
            return true;
        });
        if (open.Count == 0) return 0;
        using var socket = Open();
        return open.Count(connection => Destroy(socket, connection));
    }

    private delegate bool Visitor(in SocketDiagnosis connection);

    private static NetlinkSocket Open()
    {
        var socket = new NetlinkSocket(groups: 0, NETLINK_SOCK_DIAG);
        socket.ConfigureRequests(RouteNetlink.AnswerSeconds);
        return socket;
    }

    private static void Walk(IReadOnlyCollection<IpAddress> addresses, Visitor visit)
    {
        foreach (var part in addresses.Chunk(AddressesPerRequest))
        {
            var hasIPv4 = part.Any(address => address.Family == AddressFamily.IPv4);
            if (hasIPv4 && !Walk(part, AF_INET, visit)) return;
            if (!Walk(part, AF_INET6, visit)) return;
        }
    }

    /// <summary>False where the visitor had enough; what the kernel still had to say is dropped with the socket.</summary>
    private static bool Walk(IpAddress[] addresses, int family, Visitor visit)
    {
        const string Operation = "list connections";
        using var socket = Open();
        var request = new SocketDiagnosisRequest
        {
            sdiag_family = (byte)family,
            sdiag_protocol = Tcp,
            idiag_states = OpenStates,
        };
        var condition = Condition(addresses);
        var writer = new NetlinkWriter(new byte[RequestLength + condition.Length]);
        writer.Begin(SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST | NLM_F_DUMP, 1, request);
        writer.Attribute(INET_DIAG_REQ_BYTECODE, condition);
        writer.End();
        socket.Send(writer.Written, Operation);
        while (true)
        {
            var cursor = new NetlinkCursor(socket.Receive(Operation));
            while (cursor.TryRead(out var message))
            {
                if (message.Header.nlmsg_type is NLMSG_DONE or NLMSG_ERROR)
                {
                    var result = RouteNetlink.ReadResult(message);
                    return result.Succeeded ? true : throw result.ToException(Operation);
                }

                if (message.TrySplit<SocketDiagnosis>(out var connection, out _) && !visit(connection)) return false;
            }
        }
    }

    private static bool Destroy(NetlinkSocket socket, in SocketDiagnosis connection)
    {
        const string Operation = "end a connection";
        var request = new SocketDiagnosisRequest
        {
            sdiag_family = connection.idiag_family,
            sdiag_protocol = Tcp,
            idiag_states = uint.MaxValue,
            id = connection.id,
        };
        var writer = new NetlinkWriter(new byte[RequestLength]);
        writer.Begin(SOCK_DESTROY, NLM_F_REQUEST | NLM_F_ACK, 1, request);
        writer.End();
        socket.Send(writer.Written, Operation);
        while (true)
        {
            var cursor = new NetlinkCursor(socket.Receive(Operation));
            while (cursor.TryRead(out var message))
            {
                if (message.Header.nlmsg_type == NLMSG_ERROR) return RouteNetlink.ReadResult(message).Succeeded;
            }
        }
    }

    /// <summary>
    /// A program of <c>linux/inet_diag.h</c> that takes a socket whose own address is one of these. Each address is a
    /// condition, which goes on behind itself where it holds, and a jump from there to the end:
    /// <code>
    /// op S_COND, yes, no | family, prefix length, 2 of nothing, port | address || op JMP, yes, no || next condition ...
    /// </code>
    /// One jump past the end by an operation's length refuses the socket.
    /// </summary>
    private static byte[] Condition(IpAddress[] addresses)
    {
        var steps = addresses.Select(address => OperationLength + ConditionLength + address.Length).ToArray();
        var program = new byte[steps.Sum() + (steps.Length * OperationLength)];
        var at = 0;
        for (var i = 0; i < addresses.Length; i++)
        {
            var rest = program.Length - at;
            var isLast = i == addresses.Length - 1;
            WriteOperation(
                program.AsSpan(at),
                INET_DIAG_BC_S_COND,
                steps[i],
                isLast ? rest + OperationLength : steps[i] + OperationLength);
            WriteCondition(program.AsSpan(at + OperationLength), addresses[i]);
            at += steps[i];
            WriteOperation(program.AsSpan(at), INET_DIAG_BC_JMP, OperationLength, program.Length - at);
            at += OperationLength;
        }

        return program;
    }

    private static void WriteOperation(Span<byte> at, byte code, int yes, int no)
    {
        at[0] = code;
        at[1] = (byte)yes;
        BitConverter.TryWriteBytes(at[2..], (ushort)no);
    }

    private static void WriteCondition(Span<byte> at, IpAddress address)
    {
        const int AnyPort = -1;
        at[0] = (byte)(int)(address.Family == AddressFamily.IPv6 ? AF_INET6 : AF_INET);
        at[1] = (byte)(address.Length * 8);
        BitConverter.TryWriteBytes(at[4..], AnyPort);
        address.CopyTo(at[ConditionLength..]);
    }

    private static FarEnd FarEndOf(in SocketDiagnosis connection)
    {
        var identity = connection.id;
        var bytes = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref identity.idiag_dst, 1));
        var isIPv6 = connection.idiag_family == AF_INET6;
        var isMapped = isIPv6 && bytes[..12].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]);
        var address = isMapped ? bytes[12..] : isIPv6 ? bytes : bytes[..4];
        return new FarEnd(IpAddress.FromBytes(address), BinaryPrimitives.ReverseEndianness(identity.idiag_dport));
    }
}
