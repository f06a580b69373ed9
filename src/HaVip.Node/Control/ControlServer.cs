using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Logging;
using HaVip.Node.Loop;
using HaVip.Node.Time;

namespace HaVip.Node.Control;

/// <summary>
/// Serves <c>control.sock</c> within the loop. Everything a client can make it do is bounded: connections, bytes, time,
/// and work per turn, so that none can hold up an advertisement.
/// </summary>
internal sealed partial class ControlServer : IDisposable
{
    public const int MaximumConnections = 64;

    /// <summary>Who may only read leaves room for root.</summary>
    public const int MaximumReaders = 48;

    private const int AcceptsPerTurn = 8;
    private const int AnswersPerTurn = 8;
    private static readonly Duration AcceptPause = Duration.FromSeconds(1);
    private static readonly Duration LongestDrain = Duration.FromSeconds(2);

    private readonly Epoll _epoll;
    private readonly UnixListener _listener;
    private readonly ControlDispatcher _dispatcher;
    private readonly EventLog _events;
    private readonly uint? _readerGroup;
    private readonly List<ControlConnection> _connections = [];
    private uint _lastNumber;
    private bool _refusing;
    private bool _moreAnswers;
    private Instant _acceptAgain = Instant.Never;

    /// <param name="epoll">Where it listens.</param>
    /// <param name="listener">Open to the group, where there is one.</param>
    /// <param name="dispatcher">Who answers.</param>
    /// <param name="events">Where faults are told.</param>
    /// <param name="readerGroup">Whose members may read; null is nobody's. Root may all.</param>
    public ControlServer(
        Epoll epoll, UnixListener listener, ControlDispatcher dispatcher, EventLog events, uint? readerGroup = null)
    {
        _epoll = epoll;
        _listener = listener;
        _dispatcher = dispatcher;
        _events = events;
        _readerGroup = readerGroup;
        epoll.Add(listener.Descriptor, EpollEvents.Readable, EpollToken.ControlListener);
    }

    public int ConnectionCount => _connections.Count;

    /// <summary>When a reply is due or a client's patience over; Never while nobody waits.</summary>
    public Instant NextDeadline
    {
        get
        {
            if (_moreAnswers) return new Instant(0);
            var next = _acceptAgain;
            foreach (var connection in _connections) next = Instant.Min(next, connection.Deadline);
            return next;
        }
    }

    public void Accept(Instant now)
    {
        try
        {
            for (var i = 0; i < AcceptsPerTurn; i++)
            {
                if (_listener.Accept() is not { } socket) return;
                var access = AccessOf(socket);
                if (Objection(socket.Peer, access) is { } objection) Refuse(socket, objection);
                else Add(socket, access, now);
            }
        }
        catch (LinuxException error)
        {
            // Whoever waits goes on waiting, and would keep the loop turning.
            Tell(error.Message);
            _epoll.Modify(_listener.Descriptor, EpollEvents.None, EpollToken.ControlListener);
            _acceptAgain = now + AcceptPause;
        }
    }

    public void OnReady(uint number, EpollEvents events, Instant now)
    {
        var connection = _connections.Find(candidate => candidate.Number == number);
        if (connection is null) return;
        if (!connection.OnReady(events, _dispatcher, now)) Close(connection);
    }

    public void HandoversEnded(List<EngineAction> ended, Instant now)
    {
        foreach (var end in ended)
        {
            foreach (var connection in _connections) connection.HandoverEnded(end, now);
        }
    }

    /// <summary>Sends the answers there are, and parts from clients that keep it waiting.</summary>
    public void Advance(Instant now)
    {
        if (_acceptAgain <= now) Watch();
        var answers = 0;
        _moreAnswers = false;
        for (var i = _connections.Count - 1; i >= 0 && !_moreAnswers; i--)
        {
            var connection = _connections[i];
            var waited = connection.IsWaiting;
            if (!connection.Advance(now)) Close(connection);
            if (waited && !connection.IsWaiting) answers++;
            _moreAnswers = answers == AnswersPerTurn;
        }
    }

    /// <summary>
    /// On the way out: sends what is still to be sent, for two seconds at most, and takes nothing more.
    /// </summary>
    public void Drain()
    {
        _epoll.Remove(_listener.Descriptor);
        var end = MonotonicClock.Now + LongestDrain;
        var ready = new EpollReady[MaximumConnections];
        for (var now = MonotonicClock.Now; now < end; now = MonotonicClock.Now)
        {
            for (var i = _connections.Count - 1; i >= 0; i--)
            {
                if (!_connections[i].Finish(now)) Close(_connections[i]);
            }

            if (_connections.Count == 0) return;
            _epoll.Wait(ready, end - now);
        }
    }

    public void Dispose()
    {
        while (_connections.Count > 0) Close(_connections[^1]);
        _listener.Dispose();
    }

    private void Add(UnixConnection socket, ControlAccess access, Instant now)
    {
        var connection = new ControlConnection(_epoll, socket, access, ++_lastNumber, now);
        _connections.Add(connection);
        _refusing = false;
    }

    /// <summary>A client that only stays connected makes room for one that wants something.</summary>
    private bool HasRoom(ControlAccess access)
    {
        var readers = 0;
        foreach (var connection in _connections) readers += connection.Access == ControlAccess.Read ? 1 : 0;
        var isFull = _connections.Count >= MaximumConnections
            || (access == ControlAccess.Read && readers >= MaximumReaders);
        if (!isFull) return true;

        // A reader takes the place of none but a reader.
        var idle = _connections.Find(one => one.IsIdle && one.Access <= access);
        if (idle is not null) Close(idle);
        return idle is not null;
    }

    private ControlAccess AccessOf(UnixConnection socket)
    {
        if (socket.Peer.IsRoot) return ControlAccess.All;
        return _readerGroup is { } group && socket.IsPeerIn(group) ? ControlAccess.Read : ControlAccess.None;
    }

    private string? Objection(PeerCredentials peer, ControlAccess access)
    {
        if (access == ControlAccess.None) return $"user {peer.UserId} may not control this runner";
        return HasRoom(access) ? null : $"{_connections.Count} clients are connected, which is all there is room for";
    }

    private void Refuse(UnixConnection socket, string why)
    {
        socket.Dispose();
        Tell($"a connection to the control socket was refused: {why}");
    }

    /// <summary>Once until somebody is let in again: a client that tries for ever is not to fill the log.</summary>
    private void Tell(string fault)
    {
        if (!_refusing) _events.Add(EventKind.ControlFault, null, fault);
        _refusing = true;
    }

    private void Watch()
    {
        _acceptAgain = Instant.Never;
        _epoll.Modify(_listener.Descriptor, EpollEvents.Readable, EpollToken.ControlListener);
    }

    private void Close(ControlConnection connection)
    {
        _connections.Remove(connection);
        connection.Dispose();
    }
}
