using System.Runtime.InteropServices;
using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;

namespace HaVip.Linux.Netlink;

/// <summary>
/// Asks the kernel about links, addresses and routes and changes them; every change waits for its answer, at most
/// <see cref="AnswerSeconds"/>. Works on the network namespace of the thread that made it, from whichever thread it is
/// then used. Not thread-safe.
/// </summary>
/// <remarks>The batch forms allocate only to report errors, so renewing leases is free of garbage.</remarks>
public sealed partial class RouteNetlink : IDisposable
{
    /// <summary>The longest wait for one answer; the kernel gives it at once unless it is ill.</summary>
    public const int AnswerSeconds = 5;

    // Acknowledgements of one send wait in the socket together, so a batch goes out in parts of this many.
    private const int MessagesPerSend = 64;
    private const int LargestMessage = 256;
    private const int DumpAttempts = 8;

    private readonly NetlinkSocket _socket = new(groups: 0);
    private readonly byte[] _sendBuffer = new byte[MessagesPerSend * LargestMessage];
    private uint _sequence;

    public RouteNetlink() => _socket.ConfigureRequests(AnswerSeconds);

    private delegate void MessageWriter<T>(ref NetlinkWriter writer, NetlinkOperation operation, uint sequence, in T item);

    private delegate bool MessageReader<T>(in NetlinkMessage message, out T? item);

    public void Dispose() => _socket.Dispose();

    /// <summary>Sends one message per item and stores each one's answer; one refused does not stop the others.</summary>
    private int Change<T>(
        NetlinkOperation operation, ReadOnlySpan<T> items, Span<NetlinkResult> results, MessageWriter<T> write)
    {
        if (results.Length < items.Length) throw new ArgumentException("One result per item.", nameof(results));
        var failed = 0;
        for (var start = 0; start < items.Length; start += MessagesPerSend)
        {
            var part = items.Slice(start, Math.Min(MessagesPerSend, items.Length - start));
            ChangePart(operation, part, results.Slice(start, part.Length), write);
        }

        foreach (ref readonly var result in results[..items.Length])
        {
            var harmless = operation == NetlinkOperation.Remove && result.WasAbsent;
            if (!result.Succeeded && !harmless) failed++;
        }

        return failed;
    }

    /// <summary>
    /// The kernel takes the messages of a send one after the other and answers a refused one in any case: that the last one is
    /// answered says that those before it, of which no word came, were done.
    /// </summary>
    private void ChangePart<T>(
        NetlinkOperation operation, ReadOnlySpan<T> items, Span<NetlinkResult> results, MessageWriter<T> write)
    {
        var first = _sequence + 1;
        var writer = new NetlinkWriter(_sendBuffer);
        foreach (ref readonly var item in items)
        {
            write(ref writer, operation, ++_sequence, in item);
            if (_sequence - first < items.Length - 1) writer.ExpectNoAnswer();
        }

        _socket.Send(_sendBuffer.AsSpan(0, writer.Length), "send changes to the kernel");
        results.Clear();
        var isAnswered = false;
        while (!isAnswered)
        {
            var cursor = new NetlinkCursor(_socket.Receive("wait for the kernel's answer to a change"));
            while (cursor.TryRead(out var message))
            {
                // A smaller number answers a request that was given up; it wraps around to a large difference.
                var index = message.Header.nlmsg_seq - first;
                if (message.Header.nlmsg_type != NLMSG_ERROR || index >= (uint)items.Length) continue;
                results[(int)index] = ReadResult(message);
                isAnswered |= index == items.Length - 1;
            }
        }
    }

    /// <summary>Reads all of a table; begun anew where it changed meanwhile in a way the kernel could not hide.</summary>
    private List<T> Dump<T, TFamily>(ushort type, in TFamily family, MessageReader<T> read, string operation)
        where TFamily : unmanaged
    {
        var items = new List<T>();
        for (var attempt = 0; attempt < DumpAttempts; attempt++)
        {
            items.Clear();
            var writer = new NetlinkWriter(_sendBuffer);
            writer.Begin(type, NLM_F_REQUEST | NLM_F_DUMP, ++_sequence, family);
            writer.End();
            _socket.Send(_sendBuffer.AsSpan(0, writer.Length), operation);
            if (ReceiveDump(items, read, operation)) return items;
        }

        throw new LinuxException(operation, Errno.EBUSY, "the table never held still");
    }

    private bool ReceiveDump<T>(List<T> items, MessageReader<T> read, string operation)
    {
        var consistent = true;
        while (true)
        {
            var cursor = new NetlinkCursor(_socket.Receive(operation));
            while (cursor.TryRead(out var message))
            {
                if (message.Header.nlmsg_seq != _sequence) continue;
                consistent &= (message.Header.nlmsg_flags & NLM_F_DUMP_INTR) == 0;
                if (message.Header.nlmsg_type is NLMSG_DONE or NLMSG_ERROR)
                {
                    var result = ReadResult(message);
                    return result.Succeeded ? consistent : throw result.ToException(operation);
                }

                if (message.Header.nlmsg_type > NLMSG_DONE && read(message, out var item)) items.Add(item!);
            }
        }
    }

    /// <summary>Reads NLMSG_ERROR and NLMSG_DONE, which both begin with a negative error number or 0.</summary>
    internal static NetlinkResult ReadResult(in NetlinkMessage message)
    {
        if (!MemoryMarshal.TryRead<int>(message.Payload, out var error)) return new NetlinkResult(Errno.EPROTO);
        if (error == 0) return default;
        return new NetlinkResult(error < 0 ? -error : Errno.EPROTO, ReadDetail(message));
    }

    private static unsafe string? ReadDetail(in NetlinkMessage message)
    {
        if ((message.Header.nlmsg_flags & NLM_F_ACK_TLVS) == 0) return null;
        var offset = sizeof(int);
        if (message.Header.nlmsg_type == NLMSG_ERROR)
        {
            if (!MemoryMarshal.TryRead<NetlinkErrorMessage>(message.Payload, out var answer)) return null;
            var isCapped = (message.Header.nlmsg_flags & NLM_F_CAPPED) != 0;
            var echoed = isCapped ? NetlinkHeader.Size : Math.Min(answer.msg.nlmsg_len, (uint)message.Payload.Length);
            offset += NetlinkCursor.Align((int)echoed);
        }

        if (offset > message.Payload.Length) return null;
        var attributes = new AttributeCursor(message.Payload[offset..]);
        while (attributes.TryRead(out var attribute))
        {
            if (attribute.Type == NLMSGERR_ATTR_MSG) return attribute.AsText();
        }

        return null;
    }
}
