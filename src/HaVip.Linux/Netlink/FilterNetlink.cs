using System.Buffers.Binary;
using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetfilterConstants;
using static HaVip.Linux.Netlink.NetlinkConstants;

namespace HaVip.Linux.Netlink;

/// <summary>
/// Closes addresses to packets through nf_tables, in one table of its own. Works on the network namespace of the thread
/// that made it. Not thread-safe.
/// </summary>
/// <remarks>
/// Since Linux 5.12 the table belongs to this object's socket: the kernel removes it with the process, however that
/// ends, and lets nobody else change it. Older kernels keep it until it is removed.
/// </remarks>
public sealed partial class FilterNetlink : IDisposable
{
    private const int TableLength = 4096;
    private const int ElementLength = 64;

    private readonly NetlinkSocket _socket;
    private readonly string _table;
    private uint _sequence;

    /// <param name="table">Its name; only this object may use it at a time.</param>
    public FilterNetlink(string table)
        : this(table, new NetlinkSocket(groups: 0, NETLINK_NETFILTER)) =>
        _socket.ConfigureRequests(RouteNetlink.AnswerSeconds);

    private FilterNetlink(string table, NetlinkSocket socket)
    {
        ArgumentException.ThrowIfNullOrEmpty(table);
        _table = table;
        _socket = socket;
    }

    /// <summary>The one of the program before this one in the same process: the table stays as it is.</summary>
    public static FilterNetlink Inherit(string table, int descriptor) => new(table, NetlinkSocket.Inherit(descriptor));

    /// <summary>What a program that follows in this process keeps the table by.</summary>
    public int Descriptor => _socket.Descriptor;

    private delegate void BatchWriter(ref NetlinkWriter writer);

    /// <summary>
    /// Closes exactly these addresses, in one step: no packet sees half of it. Makes the table where it is missing.
    /// </summary>
    public void Close(IReadOnlyCollection<ClosedAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var operation = $"close {addresses.Count} addresses in the nf_tables table {_table}";
        var result = Commit(addresses.Count, operation, (ref NetlinkWriter writer) => WriteContents(ref writer, addresses));
        if (result.ErrorNumber == Errno.ENOENT) result = Create(addresses, NFT_TABLE_F_OWNER, operation);
        if (result.ErrorNumber is Errno.EINVAL or Errno.EOPNOTSUPP) result = Create(addresses, 0, operation);
        if (!result.Succeeded) throw result.ToException(operation);
    }

    /// <summary>Removes a table with all it closes; false where there is none of the name.</summary>
    public bool RemoveTable(string name)
    {
        var operation = $"remove the nf_tables table {name}";
        var result = Commit(0, operation, (ref NetlinkWriter writer) =>
        {
            Begin(ref writer, NFT_MSG_DELTABLE, 0);
            writer.Attribute(NFTA_TABLE_NAME, name);
            writer.End();
        });
        if (result.Succeeded || result.ErrorNumber == Errno.ENOENT) return result.Succeeded;
        throw result.ToException(operation);
    }

    /// <summary>The names of all tables of the family <c>inet</c>, whoever made them.</summary>
    public IReadOnlyList<string> ListTables()
    {
        const string Operation = "list the nf_tables tables";
        var names = new List<string>();
        var writer = new NetlinkWriter(new byte[TableLength]);
        Begin(ref writer, NFT_MSG_GETTABLE, NLM_F_DUMP);
        writer.End();
        _socket.Send(writer.Written, Operation);
        while (true)
        {
            var cursor = new NetlinkCursor(_socket.Receive(Operation));
            while (cursor.TryRead(out var message))
            {
                if (message.Header.nlmsg_seq != _sequence) continue;
                if (message.Header.nlmsg_type is NLMSG_DONE or NLMSG_ERROR)
                {
                    var result = RouteNetlink.ReadResult(message);
                    return result.Succeeded ? names : throw result.ToException(Operation);
                }

                if (ReadName(message) is { } name) names.Add(name);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static string? ReadName(in NetlinkMessage message)
    {
        if (!message.TrySplit<NetfilterMessage>(out _, out var attributes)) return null;
        while (attributes.TryRead(out var attribute))
        {
            if (attribute.Type == NFTA_TABLE_NAME) return attribute.AsText();
        }

        return null;
    }

    /// <summary>All of it or nothing. Answers come for what failed alone; those to a question asked behind end the wait.</summary>
    private NetlinkResult Commit(int elements, string operation, BatchWriter write)
    {
        var first = _sequence + 1;
        var writer = new NetlinkWriter(new byte[TableLength + (elements * ElementLength)]);
        BeginMessage(ref writer, NFNL_MSG_BATCH_BEGIN, 0, 0, NFNL_SUBSYS_NFTABLES);
        writer.End();
        write(ref writer);
        BeginMessage(ref writer, NFNL_MSG_BATCH_END, 0, 0, NFNL_SUBSYS_NFTABLES);
        writer.End();
        _socket.Send(writer.Written, operation);
        writer = new NetlinkWriter(new byte[TableLength]);
        Begin(ref writer, NFT_MSG_GETGEN, 0);
        writer.End();
        _socket.Send(writer.Written, operation);
        return FirstFault(first, operation);
    }

    private NetlinkResult FirstFault(uint first, string operation)
    {
        NetlinkResult fault = default;
        while (true)
        {
            var cursor = new NetlinkCursor(_socket.Receive(operation));
            while (cursor.TryRead(out var message))
            {
                if (message.Header.nlmsg_seq - first > _sequence - first) continue;
                var isError = message.Header.nlmsg_type == NLMSG_ERROR;
                if (isError && fault.Succeeded) fault = RouteNetlink.ReadResult(message);
                if (message.Header.nlmsg_seq == _sequence) return fault;
            }
        }
    }

    private void Begin(ref NetlinkWriter writer, ushort message, ushort flags) =>
        BeginMessage(ref writer, (ushort)((NFNL_SUBSYS_NFTABLES << 8) | message), flags, NFPROTO_INET, 0);

    private void BeginMessage(ref NetlinkWriter writer, ushort type, ushort flags, byte family, ushort subsystem)
    {
        var header = new NetfilterMessage
        {
            nfgen_family = family,
            version = NFNETLINK_V0,
            res_id = BinaryPrimitives.ReverseEndianness(subsystem),
        };
        writer.Begin(type, (ushort)(NLM_F_REQUEST | flags), ++_sequence, header);
    }
}
