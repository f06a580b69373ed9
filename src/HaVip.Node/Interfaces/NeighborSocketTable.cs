using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux;
using HaVip.Node.Logging;
using HaVip.Node.Loop;

namespace HaVip.Node.Interfaces;

/// <summary>
/// Hears who claims the addresses of this node's instances: a socket per interface and family where one asks. Without it
/// nothing is lost but the knowledge, so an instance runs on where a socket cannot be opened.
/// </summary>
internal sealed class NeighborSocketTable(Epoll epoll, InterfaceTable interfaces, EventLog events) : IDisposable
{
    private static readonly Duration RetryAfter = Duration.FromSeconds(5);

    private readonly List<NeighborSocket> _sockets = [];
    private readonly Dictionary<(string Interface, AddressFamily Family), HashSet<IpAddress>> _wanted = [];
    private readonly HashSet<(string, AddressFamily)> _failed = [];
    private NodeConfiguration _configuration = new();
    private (string Interface, IpAddress Address)[] _hosts = [];

    /// <summary>When <see cref="Follow"/> has something to try again; Never while all is well.</summary>
    public Instant NextDeadline { get; private set; } = Instant.Never;

    /// <summary>Takes over whose addresses matter; <see cref="Follow"/> opens the sockets for them.</summary>
    public void Configure(NodeConfiguration configuration)
    {
        _configuration = configuration;
        Want();
    }

    /// <summary>Takes over which hosts are asked, beside the addresses of the configuration.</summary>
    public void Watch(IEnumerable<(string Interface, IpAddress Address)> hosts)
    {
        _hosts = [.. hosts];
        Want();
    }

    /// <summary>Has a socket open on each interface that matters as it is now, and no other.</summary>
    public void Follow(Instant now)
    {
        NextDeadline = Instant.Never;
        for (var i = _sockets.Count - 1; i >= 0; i--)
        {
            var socket = _sockets[i];
            var isWanted = _wanted.ContainsKey((socket.InterfaceName, socket.Family));
            if (!isWanted || interfaces.IndexOf(socket.InterfaceName) != socket.InterfaceIndex) Close(socket);
        }

        foreach (var ((name, family), addresses) in _wanted)
        {
            var index = interfaces.IndexOf(name);
            if (index == 0 || _sockets.Exists(socket => socket.InterfaceName == name && socket.Family == family)) continue;
            if (!TryOpen(name, index, family, addresses)) NextDeadline = now + RetryAfter;
        }
    }

    /// <summary>The socket an epoll token stands for; null where it was closed in the same turn.</summary>
    public NeighborSocket? Find(ulong token)
    {
        foreach (var socket in _sockets)
        {
            if (TokenOf(socket) == token) return socket;
        }

        return null;
    }

    /// <summary>The next claim of another host; false while none waits.</summary>
    public bool TryTake(NeighborSocket socket, out NeighborClaim claim, Instant now)
    {
        try
        {
            while (socket.TryTake(out claim))
            {
                if (!interfaces.HasMac(claim.MacAddress)) return true;
            }
        }
        catch (LinuxException error)
        {
            claim = default;
            Fail(socket.InterfaceName, socket.Family, error);
            Close(socket);
            NextDeadline = now + RetryAfter;
        }

        return false;
    }

    public void Dispose()
    {
        for (var i = _sockets.Count - 1; i >= 0; i--) Close(_sockets[i]);
    }

    /// <summary>Sockets that are open hear of it at once.</summary>
    private void Want()
    {
        _wanted.Clear();
        foreach (var instance in _configuration.Instances)
        {
            if (!instance.SplitBrainProbe.IsOn) continue;
            foreach (var address in instance.AllAddresses)
                Want(address.Interface ?? instance.Interface, address.Prefix.Address);
        }

        foreach (var (name, address) in _hosts) Want(name, address);
        foreach (var socket in _sockets)
        {
            if (_wanted.TryGetValue((socket.InterfaceName, socket.Family), out var addresses)) socket.ListenFor(addresses);
        }
    }

    private void Want(string interfaceName, IpAddress address)
    {
        var key = (interfaceName, address.Family);
        if (!_wanted.TryGetValue(key, out var addresses)) _wanted.Add(key, addresses = []);
        addresses.Add(address);
    }

    private bool TryOpen(string name, int index, AddressFamily family, HashSet<IpAddress> addresses)
    {
        NeighborSocket? socket = null;
        try
        {
            socket = new NeighborSocket(name, index, family);
            socket.ListenFor(addresses);
            epoll.Add(socket.Descriptor, EpollEvents.Readable, TokenOf(socket));
            _sockets.Add(socket);
            _failed.Remove((name, family));
            return true;
        }
        catch (LinuxException error)
        {
            socket?.Dispose();
            Fail(name, family, error);
            return false;
        }
    }

    private void Fail(string name, AddressFamily family, LinuxException error)
    {
        if (_failed.Add((name, family)))
            events.Add(EventKind.KernelFault, null, $"a split brain on {name} cannot be noticed ({family}): {error.Message}");
    }

    private void Close(NeighborSocket socket)
    {
        _sockets.Remove(socket);
        epoll.Remove(socket.Descriptor);
        socket.Dispose();
    }

    private static ulong TokenOf(NeighborSocket socket) => EpollToken.Neighbors(socket.InterfaceIndex, socket.Family);
}
