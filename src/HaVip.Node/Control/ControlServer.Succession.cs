using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Succession;

namespace HaVip.Node.Control;

/// <summary>Clients of one runner that become those of its successor, and do not notice.</summary>
internal sealed partial class ControlServer
{
    /// <summary>The descriptor of the listening socket.</summary>
    public int Listener => _listener.Descriptor;

    /// <summary>Whether every client can be handed on; where not patient, after <see cref="CloseUnsettled"/>.</summary>
    public bool IsSettled(bool patient) =>
        _connections.TrueForAll(connection => patient ? connection.CanBeHandedOn : !connection.NeedsThisRunner);

    /// <summary>Parts from clients in the middle of a request or an answer.</summary>
    public void CloseUnsettled()
    {
        foreach (var connection in _connections.FindAll(connection => !connection.CanBeHandedOn)) Close(connection);
    }

    public IReadOnlyList<ConnectionMemory> Remember() => _connections.ConvertAll(connection => connection.Remember());

    /// <summary>Goes on with the clients of the runner before this one.</summary>
    public void Adopt(IReadOnlyList<ConnectionMemory> connections, Instant now)
    {
        foreach (var one in connections)
        {
            _lastNumber = Math.Max(_lastNumber, one.Number);
            var socket = UnixConnection.Inherit(_listener.Path, one.Descriptor);
            var reply = _dispatcher.GoOn(one);
            _connections.Add(new ControlConnection(_epoll, socket, AccessOf(socket), one.Number, now, reply));
        }
    }
}
