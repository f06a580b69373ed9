using HaVip.Core.Values;
using HaVip.Linux.Native;
using Tmds.Linux;

namespace HaVip.Linux;

/// <summary>
/// Packets that leave one socket in one call, each with its own source and destination and its own outcome. Allocated once
/// and filled again and again.
/// </summary>
public sealed unsafe class SendBatch
{
    private static readonly int ControlSize = AncillaryData.SendSize;

    private readonly byte[] _buffer;
    private readonly byte[] _control;
    private readonly sockaddr_in6[] _names;
    private readonly iovec[] _vectors;
    private readonly mmsghdr[] _messages;
    private readonly Entry[] _entries;
    private readonly int _longest;
    private int _used;

    /// <param name="longest">Bytes of the longest packet.</param>
    /// <param name="capacity">Packets per call; so many of usual length fit, of the longest a few.</param>
    public SendBatch(int longest, int capacity = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _longest = longest;
        _buffer = GC.AllocateArray<byte>(longest + (capacity * 64), pinned: true);
        _control = GC.AllocateArray<byte>(capacity * ControlSize, pinned: true);
        _names = GC.AllocateArray<sockaddr_in6>(capacity, pinned: true);
        _vectors = GC.AllocateArray<iovec>(capacity, pinned: true);
        _messages = GC.AllocateArray<mmsghdr>(capacity, pinned: true);
        _entries = new Entry[capacity];
    }

    public int Capacity { get; }

    public int Count { get; private set; }

    /// <summary>Whether there is no room for another packet of the longest kind.</summary>
    public bool IsFull => Count == Capacity || _buffer.Length - _used < _longest;

    /// <summary>Where the next packet is to be written, before <see cref="Add"/>.</summary>
    public Span<byte> Room => _buffer.AsSpan(_used, _longest);

    /// <summary>Takes what was written into the first bytes of <see cref="Room"/>.</summary>
    public void Add(int length, IpAddress source, IpAddress destination)
    {
        if (IsFull) throw new InvalidOperationException("The batch is full.");
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_longest, nameof(length));
        if (source.Family != destination.Family || source.Family == AddressFamily.None)
            throw new ArgumentException("Source and destination are of one family.", nameof(source));
        _entries[Count++] = new Entry(_used, length, source, destination, 0);
        _used += length;
    }

    public ReadOnlySpan<byte> Payload(int index) => _buffer.AsSpan(At(index).Offset, At(index).Length);

    public IpAddress Source(int index) => At(index).Source;

    public IpAddress Destination(int index) => At(index).Destination;

    /// <summary>0 where the packet has left, else why it did not; 0 also before it was sent.</summary>
    public int Error(int index) => At(index).Error;

    public void SetError(int index, int errorNumber) => At(index).Error = errorNumber;

    public void Clear() => (Count, _used) = (0, 0);

    /// <summary>Makes the messages ready for the kernel; the arrays are pinned, so the pointer stays good.</summary>
    internal mmsghdr* Prepare(int interfaceIndex)
    {
        fixed (byte* buffer = _buffer, control = _control)
        fixed (sockaddr_in6* names = _names)
        fixed (iovec* vectors = _vectors)
        fixed (mmsghdr* messages = _messages)
        {
            for (var i = 0; i < Count; i++)
            {
                ref readonly var entry = ref _entries[i];
                vectors[i].iov_base = buffer + entry.Offset;
                vectors[i].iov_len = entry.Length;
                var room = control + (i * ControlSize);
                messages[i].msg_hdr = new msghdr
                {
                    msg_name = names + i,
                    msg_namelen = SocketName.Write(names + i, entry.Destination, interfaceIndex),
                    msg_iov = vectors + i,
                    msg_iovlen = 1,
                    msg_control = room,
                    msg_controllen = AncillaryData.WriteSource(room, entry.Source, interfaceIndex),
                };
            }

            return messages;
        }
    }

    private ref Entry At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return ref _entries[index];
    }

    private record struct Entry(int Offset, int Length, IpAddress Source, IpAddress Destination, int Error);
}
