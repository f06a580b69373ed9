using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Logging;
using HaVip.Node.Loop;
using HaVip.Node.Succession;

namespace HaVip.Node.Interfaces;

/// <summary>One socket per interface and family, shared by all virtual routers on it.</summary>
internal sealed class VrrpSocketTable(Epoll epoll, EventLog events) : IDisposable
{
    private readonly List<VrrpSocket> _sockets = [];
    private readonly HashSet<(string, AddressFamily)> _failed = [];
    private IReadOnlyDictionary<(string Interface, AddressFamily Family), HashSet<byte>> _heard =
        new Dictionary<(string, AddressFamily), HashSet<byte>>();

    /// <summary>The open socket of an interface and family; null where there is none.</summary>
    public VrrpSocket? Find(int interfaceIndex, AddressFamily family)
    {
        foreach (var socket in _sockets)
        {
            if (socket.InterfaceIndex == interfaceIndex && socket.Family == family) return socket;
        }

        return null;
    }

    /// <summary>The socket an epoll token stands for; null where it was closed in the same turn.</summary>
    public VrrpSocket? Find(ulong token)
    {
        foreach (var socket in _sockets)
        {
            if (TokenOf(socket) == token) return socket;
        }

        return null;
    }

    /// <summary>
    /// Has a socket open on the interface as it is now, and none on an earlier one of its name. False where it cannot
    /// be opened, which is told once.
    /// </summary>
    public bool TryOpen(InterfaceStatus status, AddressFamily family)
    {
        for (var i = _sockets.Count - 1; i >= 0; i--)
        {
            var socket = _sockets[i];
            if (socket.Family != family || socket.InterfaceName != status.Name) continue;
            if (socket.InterfaceIndex == status.Index) return true;
            Close(socket);
        }

        if (!status.Exists) return true;
        try
        {
            Open(status, family);
            return true;
        }
        catch (LinuxException error)
        {
            var text = $"no {family} advertisements on {status.Name}: {error.Message}";
            if (_failed.Add((status.Name, family))) events.Add(EventKind.KernelFault, null, text);
            return false;
        }
    }

    /// <summary>What is open, for the program that goes on in this process.</summary>
    public IReadOnlyList<VrrpSocketMemory> Remember() => _sockets.ConvertAll(socket =>
        new VrrpSocketMemory(socket.Descriptor, socket.InterfaceName, socket.InterfaceIndex, socket.Family));

    /// <summary>Goes on with what was open before, with all that came in meanwhile.</summary>
    public void Adopt(IReadOnlyList<VrrpSocketMemory> sockets)
    {
        foreach (var one in sockets)
            Watch(VrrpSocket.Inherit(one.Interface, one.InterfaceIndex, one.Family, one.Descriptor));
    }

    /// <summary>
    /// The group is joined anew after the interface came up: drivers and switches may have forgotten it.
    /// </summary>
    public void Rejoin(int interfaceIndex)
    {
        foreach (var socket in _sockets)
        {
            if (socket.InterfaceIndex == interfaceIndex) socket.Rejoin();
        }
    }

    /// <summary>
    /// Takes over whose advertisements are heard where, before the engine knows; closes the sockets nobody needs any more.
    /// </summary>
    /// <param name="heard">The virtual router ids of each interface and family; others' packets the kernel drops.</param>
    public void Configure(IReadOnlyDictionary<(string Interface, AddressFamily Family), HashSet<byte>> heard)
    {
        var before = _heard;
        _heard = heard;
        for (var i = _sockets.Count - 1; i >= 0; i--)
        {
            var key = (_sockets[i].InterfaceName, _sockets[i].Family);
            if (!heard.TryGetValue(key, out var ids)) Close(_sockets[i]);
            else if (!before.TryGetValue(key, out var known) || !known.SetEquals(ids)) Listen(_sockets[i], ids);
        }
    }

    public void Close(VrrpSocket socket)
    {
        _sockets.Remove(socket);
        epoll.Remove(socket.Descriptor);
        socket.Dispose();
    }

    public void Dispose()
    {
        for (var i = _sockets.Count - 1; i >= 0; i--) Close(_sockets[i]);
    }

    private void Open(InterfaceStatus status, AddressFamily family)
    {
        var socket = new VrrpSocket(status.Name, status.Index, family);
        Watch(socket);
        if (_heard.TryGetValue((status.Name, family), out var ids)) Listen(socket, ids);
        _failed.Remove((status.Name, family));
    }

    /// <summary>A socket that would go on not to hear a new virtual router is closed, and opened anew.</summary>
    private void Listen(VrrpSocket socket, HashSet<byte> ids)
    {
        try
        {
            socket.ListenFor(ids);
        }
        catch (LinuxException error)
        {
            events.Add(EventKind.KernelFault, null, $"{error.Message}; the socket is opened again");
            Close(socket);
        }
    }

    private void Watch(VrrpSocket socket)
    {
        try
        {
            epoll.Add(socket.Descriptor, EpollEvents.Readable, TokenOf(socket));
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        _sockets.Add(socket);
    }

    private static ulong TokenOf(VrrpSocket socket) => EpollToken.Vrrp(socket.InterfaceIndex, socket.Family);
}
