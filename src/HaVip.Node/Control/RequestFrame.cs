using System.Buffers.Binary;
using HaVip.Core.Control;

namespace HaVip.Node.Control;

/// <summary>
/// Collects one request frame from whatever pieces it arrives in. It never asks for a byte beyond the frame, so that
/// what a client sends next stays in the kernel until its turn, and allocates only what the header announces within the
/// limit.
/// </summary>
internal sealed class RequestFrame
{
    private readonly byte[] _header = new byte[ControlProtocol.HeaderLength];
    private byte[] _body = [];
    private int _read;

    /// <summary>Some of the frame is here, but not all of it.</summary>
    public bool IsStarted => _read > 0 && !IsComplete;

    public bool IsComplete => HasHeader && _read == ControlProtocol.HeaderLength + _body.Length;

    /// <summary>
    /// The header announces nothing or more than a request may have; the connection is of no use any more.
    /// </summary>
    public bool IsRefused { get; private set; }

    public ReadOnlySpan<byte> Body => _body;

    /// <summary>Where the next bytes go; empty once the frame is complete or refused.</summary>
    public Span<byte> Wanted
    {
        get
        {
            if (IsRefused) return [];
            return HasHeader ? _body.AsSpan(_read - ControlProtocol.HeaderLength) : _header.AsSpan(_read);
        }
    }

    private bool HasHeader => _read >= ControlProtocol.HeaderLength;

    /// <summary>Notes that bytes were put where they were wanted.</summary>
    public void Advance(int count)
    {
        _read += count;
        if (_read != ControlProtocol.HeaderLength) return;
        var length = BinaryPrimitives.ReadUInt32BigEndian(_header);
        IsRefused = length is 0 or > ControlProtocol.MaximumRequestLength;
        if (!IsRefused) _body = new byte[length];
    }

    /// <summary>Ready for the next request.</summary>
    public void Clear()
    {
        _read = 0;
        _body = [];
        IsRefused = false;
    }
}
