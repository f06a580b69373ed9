using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux.Native;
using Tmds.Linux;

namespace HaVip.Linux;

/// <summary>
/// Buffers for many packets, allocated once and filled by <see cref="VrrpSocket.Receive"/>. One batch serves any
/// number of sockets one after the other; its packets live until the next fill.
/// </summary>
public sealed unsafe class ReceiveBatch
{
    // IPv6, version 3: 8 + 255 * 16 + 28 bytes of trailer; IPv4 is far below, with its 60 bytes of header.
    internal const int SlotSize = 4352;
    internal const int ControlSize = 128;

    private readonly byte[] _buffer;
    private readonly byte[] _control;
    private readonly sockaddr_in6[] _names;
    private readonly iovec[] _vectors;
    private readonly mmsghdr[] _messages;
    private readonly Entry[] _entries;

    // Slots the kernel has written since they were made ready; at first none is.
    private int _used;

    /// <param name="capacity">Packets per fill, 1 to 256.</param>
    public ReceiveBatch(int capacity = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 256);
        Capacity = capacity;
        _buffer = GC.AllocateArray<byte>(capacity * SlotSize, pinned: true);
        _control = GC.AllocateArray<byte>(capacity * ControlSize, pinned: true);
        _names = GC.AllocateArray<sockaddr_in6>(capacity, pinned: true);
        _vectors = GC.AllocateArray<iovec>(capacity, pinned: true);
        _messages = GC.AllocateArray<mmsghdr>(capacity, pinned: true);
        _entries = new Entry[capacity];
        _used = capacity;
    }

    public int Capacity { get; }

    /// <summary>Packets of the last fill.</summary>
    public int Count { get; private set; }

    /// <summary>The last fill took as many as there is room for: more may wait.</summary>
    public bool IsFull => _used == Capacity;

    /// <summary>Packets since the start that were skipped: an IP header that makes no sense, or longer than any advertisement.</summary>
    public long Malformed { get; private set; }

    /// <summary>A packet of the last fill, in the order of arrival.</summary>
    public ReceivedPacket this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            ref readonly var entry = ref _entries[index];
            return new ReceivedPacket
            {
                InterfaceIndex = entry.InterfaceIndex,
                Source = entry.Source,
                Destination = entry.Destination,
                TimeToLive = entry.TimeToLive,
                IsOfOtherMaker = entry.IsOfOtherMaker,
                Payload = _buffer.AsSpan(entry.Offset, entry.Length),
            };
        }
    }

    /// <summary>Makes every slot ready for the kernel, which shortens lengths as it fills them.</summary>
    internal mmsghdr* Prepare()
    {
        Count = 0;
        fixed (byte* buffer = _buffer, control = _control)
        fixed (sockaddr_in6* names = _names)
        fixed (iovec* vectors = _vectors)
        fixed (mmsghdr* messages = _messages)
        {
            for (var slot = 0; slot < _used; slot++)
            {
                vectors[slot].iov_base = buffer + (slot * SlotSize);
                vectors[slot].iov_len = SlotSize;
                messages[slot].msg_hdr = new msghdr
                {
                    msg_name = names + slot,
                    msg_namelen = sizeof(sockaddr_in6),
                    msg_iov = vectors + slot,
                    msg_iovlen = 1,
                    msg_control = control + (slot * ControlSize),
                    msg_controllen = ControlSize,
                };
            }

            _used = 0;

            // The arrays are allocated pinned: the pointers stay good after this block.
            return messages;
        }
    }

    /// <summary>Reads the IP facts of the slots the kernel filled and drops what makes no sense.</summary>
    internal int Complete(int filled, AddressFamily family, int interfaceIndex)
    {
        _used = filled;
        for (var slot = 0; slot < filled; slot++)
        {
            var header = _messages[slot].msg_hdr;
            var bytes = _buffer.AsSpan(slot * SlotSize, (int)Math.Min(_messages[slot].msg_len, SlotSize));
            Entry entry = default;
            var understood = (header.msg_flags & LibC.MSG_TRUNC) == 0
                && (family == AddressFamily.IPv4
                    ? ReadIPv4(bytes, out entry)
                    : ReadIPv6(bytes, _names[slot], &header, out entry));
            if (!understood)
            {
                Malformed++;
                continue;
            }

            entry.Offset += slot * SlotSize;
            entry.InterfaceIndex = interfaceIndex;
            _entries[Count++] = entry;
        }

        return Count;
    }

    private static bool ReadIPv4(ReadOnlySpan<byte> packet, out Entry entry)
    {
        entry = default;
        if (!IPv4Header.TryParse(packet, out var header)) return false;
        entry.Source = header.Source;
        entry.Destination = header.Destination;
        entry.TimeToLive = header.TimeToLive;
        entry.IsOfOtherMaker = !HaVipMark.Bears(header.TrafficClass);
        entry.Offset = header.HeaderLength;
        entry.Length = header.TotalLength - header.HeaderLength;
        return true;
    }

    private static bool ReadIPv6(ReadOnlySpan<byte> payload, in sockaddr_in6 name, msghdr* header, out Entry entry)
    {
        entry = default;
        if ((header->msg_flags & LibC.MSG_CTRUNC) != 0) return false;
        if (!AncillaryData.TryReadIPv6(header, out var destination, out var hopLimit, out var trafficClass)) return false;
        fixed (sockaddr_in6* source = &name)
            entry.Source = IpAddress.FromBytes(new ReadOnlySpan<byte>(source->sin6_addr.s6_addr, 16));
        entry.Destination = destination;
        entry.TimeToLive = hopLimit;
        entry.IsOfOtherMaker = !HaVipMark.Bears(trafficClass);
        entry.Length = payload.Length;
        return true;
    }

    private struct Entry
    {
        public IpAddress Source;
        public IpAddress Destination;
        public int InterfaceIndex;
        public int Offset;
        public int Length;
        public byte TimeToLive;
        public bool IsOfOtherMaker;
    }
}
