using System.Buffers.Binary;
using System.Text.Json;
using HaVip.Core.Control;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Loop;
using HaVip.Node.Succession;

namespace HaVip.Node.Control;

/// <summary>One client: it sends a request, waits for the answer, reads it, and may then send the next.</summary>
internal sealed class ControlConnection : IDisposable
{
    private const int LargestStep = 64 * 1024;

    /// <summary>How long a client may take to send a request it began, or to read some of an answer.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(10);

    private readonly Epoll _epoll;
    private readonly UnixConnection _socket;
    private readonly RequestFrame _request = new();
    private PendingReply? _reply;
    private byte[] _response = [];
    private int _sent;
    private Instant _patienceEnds;

    /// <param name="epoll">Where it is watched.</param>
    /// <param name="socket">Its own from now on.</param>
    /// <param name="access">What it may ask for.</param>
    /// <param name="number">Tells it from every other.</param>
    /// <param name="now">The time.</param>
    /// <param name="reply">What it waits for already.</param>
    public ControlConnection(
        Epoll epoll, UnixConnection socket, ControlAccess access, uint number, Instant now, PendingReply? reply = null)
    {
        _epoll = epoll;
        _socket = socket;
        Access = access;
        Number = number;
        _patienceEnds = now + Patience;
        _reply = reply;
        epoll.Add(
            socket.Descriptor, reply is null ? EpollEvents.Readable : EpollEvents.None, EpollToken.ControlConnection(number));
    }

    public uint Number { get; }

    public ControlAccess Access { get; }

    /// <summary>Nothing was asked that is not answered.</summary>
    public bool IsIdle => _reply is null && !IsSending && !_request.IsStarted;

    /// <summary>A request is being worked on.</summary>
    public bool IsWaiting => _reply is not null;

    /// <summary>It waits for something only this runner can answer.</summary>
    public bool NeedsThisRunner => _reply is not (null or EventsReply or ReplaceReply);

    /// <summary>Nothing of a request or an answer is half on its way.</summary>
    public bool CanBeHandedOn => !NeedsThisRunner && !IsSending && !_request.IsStarted;

    public Instant Deadline => _reply?.Deadline ?? (IsIdle ? Instant.Never : _patienceEnds);

    private bool IsSending => _sent < _response.Length;

    /// <summary>Reads or writes what is possible now. False where the connection is of no use any more.</summary>
    public bool OnReady(EpollEvents events, ControlDispatcher dispatcher, Instant now)
    {
        if ((events & (EpollEvents.Error | EpollEvents.HangUp)) != 0) return false;
        if (IsSending) return TrySend(now);
        return _reply is not null || TryRead(dispatcher, now);
    }

    public void HandoverEnded(in EngineAction end, Instant now) => _reply?.HandoverEnded(end, now);

    /// <summary>Answers where there is an answer. False where the client's time is over.</summary>
    public bool Advance(Instant now)
    {
        if (_reply is not null)
        {
            var answer = _reply.TryAnswer(now, now >= _reply.Deadline);
            return answer is null || Answer(answer, now);
        }

        return IsIdle || now < _patienceEnds;
    }

    /// <summary>The runner ends: answers whatever is there to answer. False once nothing is left to send.</summary>
    public bool Finish(Instant now)
    {
        if (_reply is not null && !Answer(_reply.TryAnswer(now, late: true)!, now)) return false;
        return IsSending && TrySend(now) && IsSending;
    }

    public ConnectionMemory Remember()
    {
        var memory = new ConnectionMemory { Descriptor = _socket.Descriptor, Number = Number };
        return _reply switch
        {
            EventsReply events => memory with
            {
                AfterSequence = events.AfterSequence,
                Instances = events.Instances,
                Deadline = events.Deadline,
            },
            ReplaceReply => memory with { AskedForSuccessor = true },
            _ => memory,
        };
    }

    public void Dispose()
    {
        _epoll.Remove(_socket.Descriptor);
        _socket.Dispose();
    }

    /// <summary>
    /// One step per turn and client: a frame that is complete is begun, one that is not waits for the next.
    /// </summary>
    private bool TryRead(ControlDispatcher dispatcher, Instant now)
    {
        if (!_request.IsStarted) _patienceEnds = now + Patience;
        while (!_request.IsComplete)
        {
            var status = Read(_request.Wanted, out var read);
            if (status != TransferStatus.Done) return status == TransferStatus.WouldBlock;
            _request.Advance(read);
            if (_request.IsRefused) return Answer(TooLong(), now);
        }

        _reply = dispatcher.Begin(_request.Body, Access, now);
        _request.Clear();
        Watch(EpollEvents.None);
        return true;
    }

    private bool Answer(ControlResponse response, Instant now)
    {
        _reply = null;
        var body = JsonSerializer.SerializeToUtf8Bytes(response, ControlJson.Default.ControlResponse);
        _response = new byte[ControlProtocol.HeaderLength + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(_response, (uint)body.Length);
        body.CopyTo(_response, ControlProtocol.HeaderLength);
        _sent = 0;
        return TrySend(now);
    }

    private bool TrySend(Instant now)
    {
        var step = Math.Min(LargestStep, _response.Length - _sent);
        var status = Write(_response.AsSpan(_sent, step), out var sent);
        if (status == TransferStatus.Closed) return false;
        _sent += sent;
        if (sent > 0) _patienceEnds = now + Patience;

        if (!IsSending) (_response, _sent) = ([], 0);
        Watch(IsSending ? EpollEvents.Writable : EpollEvents.Readable);

        // After a frame of the wrong length nobody knows where the next begins.
        return IsSending || !_request.IsRefused;
    }

    /// <summary>A connection the kernel has trouble with is a connection lost, and no more than that.</summary>
    private TransferStatus Read(Span<byte> buffer, out int count)
    {
        try
        {
            return _socket.Read(buffer, out count);
        }
        catch (LinuxException)
        {
            count = 0;
            return TransferStatus.Closed;
        }
    }

    private TransferStatus Write(ReadOnlySpan<byte> buffer, out int count)
    {
        try
        {
            return _socket.Write(buffer, out count);
        }
        catch (LinuxException)
        {
            count = 0;
            return TransferStatus.Closed;
        }
    }

    private void Watch(EpollEvents events) =>
        _epoll.Modify(_socket.Descriptor, events, EpollToken.ControlConnection(Number));

    private static ControlResponse TooLong() => new()
    {
        Error = new ControlError(
            ControlError.BadRequest,
            $"A request has 1 to {ControlProtocol.MaximumRequestLength} bytes.",
            "The connection is closed."),
    };
}
